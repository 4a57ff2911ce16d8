using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>A tensor times a power of two, so that its values neither overflow nor vanish.</summary>
/// <param name="Value">Float64, of any shape.</param>
/// <param name="Exponent">The power: the value stands for <paramref name="Value"/> · 2^Exponent.</param>
internal readonly record struct ScaledTensor(Tensor Value, int Exponent)
{
    /// <summary>The result of a linear operator.</summary>
    public ScaledTensor By(Func<Tensor, Tensor> linear) => this with { Value = linear(Value) };

    /// <summary>The result of an operator that is linear in all inputs together, which are first brought to one power.</summary>
    public static ScaledTensor Together(IEnumerable<ScaledTensor> inputs, Func<Tensor[], Tensor> linear)
    {
        var all = inputs.ToArray();
        var highest = all.Max(input => input.Exponent);
        return new(linear([.. all.Select(input => input.To(highest))]), highest);
    }

    /// <summary>The same with a largest value in the range [1, 2), where none is negative; unchanged where all are zero.</summary>
    public ScaledTensor Normalised()
    {
        var largest = Value.max().item<double>();
        if (largest == 0 || !double.IsFinite(largest))
            return this;
        var shift = Math.ILogB(largest);
        return shift == 0 ? this : new(Value.Times(Math.ScaleB(1, -shift)), Exponent + shift);
    }

    private Tensor To(int exponent) => exponent == Exponent ? Value : Value.Times(Math.ScaleB(1, Math.Max(Exponent - exponent, -1000)));
}
