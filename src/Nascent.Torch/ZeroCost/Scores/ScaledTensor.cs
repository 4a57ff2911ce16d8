using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>A tensor times a power of two, so that its values neither overflow nor vanish.</summary>
/// <param name="Value">Float64, of any shape.</param>
/// <param name="Exponent">The power: the value stands for <paramref name="Value"/> · 2^Exponent.</param>
/// <param name="Operators">Linear operators since its values were last brought near 1.</param>
internal sealed record ScaledTensor(Tensor Value, int Exponent, int Operators = 0)
{
    // By weights in single precision one operator changes values by less than 10^40, so that 6 stay within float64's 10^±308.
    private const int MostOperators = 6;

    /// <summary>The result of a linear operator.</summary>
    public ScaledTensor By(Func<Tensor, Tensor> linear) => this with { Value = linear(Value), Operators = Operators + 1 };

    /// <summary>The result of an operator that is linear in all inputs together, which are first brought to one power.</summary>
    public static ScaledTensor Together(IEnumerable<ScaledTensor> inputs, Func<Tensor[], Tensor> linear)
    {
        var all = inputs.ToArray();
        var highest = all.Max(input => input.Exponent);
        return new(linear([.. all.Select(input => input.To(highest))]), highest, all.Max(input => input.Operators) + 1);
    }

    /// <summary>The same with a largest value in the range [1, 2), where none is negative, once a few operators have changed it; unchanged where all are zero.</summary>
    public ScaledTensor Normalised()
    {
        if (Operators < MostOperators)
            return this;
        var largest = Value.max().item<double>();
        if (largest == 0 || !double.IsFinite(largest))
            return this;
        var shift = Math.ILogB(largest);
        return shift == 0 ? this with { Operators = 0 } : new(Value.Times(Math.ScaleB(1, -shift)), Exponent + shift);
    }

    private Tensor To(int exponent) => exponent == Exponent ? Value : Value.Times(Math.ScaleB(1, Math.Max(Exponent - exponent, -1000)));
}
