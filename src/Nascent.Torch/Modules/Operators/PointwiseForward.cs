using Nascent.Architectures;
using Nascent.Torch.Native;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Nascent.Torch.Modules.Operators;

/// <summary>What each pointwise function computes, in libtorch's operations.</summary>
internal static class PointwiseForward
{
    private static readonly TorchSharp.Scalar LeakySlope = TorchSharp.ScalarExtensionMethods.ToScalar(0.01);

    /// <summary>The function of each element.</summary>
    public static Tensor Of(ActivationFunction function, Tensor x) => function switch
    {
        ActivationFunction.Relu => x.relu(),
        ActivationFunction.Relu6 => F.relu6(x),
        ActivationFunction.LeakyRelu => x.leaky_relu(LeakySlope),
        ActivationFunction.Elu => x.relu().Plus(x.neg().relu_().neg().expm1_()),
        ActivationFunction.Silu => F.silu(x),
        ActivationFunction.Gelu => F.gelu(x),
        ActivationFunction.HardSwish => F.hardswish(x),
        ActivationFunction.Sigmoid => x.sigmoid(),
        ActivationFunction.HardSigmoid => F.hardsigmoid(x),
        ActivationFunction.Tanh => x.tanh(),
        _ => throw Unknown(function),
    };

    /// <summary>Whether the function is a gate, ½ at 0 and at most 1; the others pass a positive signal on, unchanged or nearly, and are 0 at 0.</summary>
    public static bool IsGate(ActivationFunction function) => function switch
    {
        ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid => true,
        ActivationFunction.Relu or ActivationFunction.Relu6 or ActivationFunction.LeakyRelu or ActivationFunction.Elu or ActivationFunction.Silu
            or ActivationFunction.Gelu or ActivationFunction.HardSwish or ActivationFunction.Tanh => false,
        _ => throw Unknown(function),
    };

    private static InvalidOperationException Unknown(ActivationFunction function) => new($"Pointwise function {function}: found no form of it in {nameof(PointwiseForward)}, expected one.");
}
