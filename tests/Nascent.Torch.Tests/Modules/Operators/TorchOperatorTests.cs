using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Torch.Modules.Operators;

namespace Nascent.Torch.Tests.Modules.Operators;

public sealed class TorchOperatorTests
{
    public static TheoryData<Type> Operators => [.. typeof(Operator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract)];

    public static TheoryData<ActivationFunction> Functions => [.. Enum.GetValues<ActivationFunction>()];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Every_operator_has_a_row(Type type)
    {
        var row = TorchOperator.Of((Operator)RuntimeHelpers.GetUninitializedObject(type));
        row.Forward.ShouldNotBeNull();
        row.Kind.ShouldBeInRange(0, TorchOperator.Kinds - 1);
        Enum.IsDefined(row.Conduction).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_pointwise_function_is_a_gate_or_keeps_zero(ActivationFunction function)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var atZero = PointwiseForward.Of(function, TorchSharp.torch.zeros(1)).item<float>();
        atZero.ShouldBe(PointwiseForward.IsGate(function) ? 0.5f : 0);
    }
}
