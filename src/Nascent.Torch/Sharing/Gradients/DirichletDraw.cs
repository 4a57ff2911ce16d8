using Nascent.Numerics;
using Nascent.Randomness;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Numbers that are shares of one, drawn from a Dirichlet distribution, with their gradient by its concentrations.</summary>
/// <remarks>
/// Shares are independent gamma numbers over their sum (gamma numbers by Marsaglia and Tsang 2000). A gamma number's derivative by its shape is implicit (Figurnov et al. 2018): −∂P/∂a over the density, P the distribution function, ∂P/∂a by a
/// central difference.
/// </remarks>
internal sealed class DirichletDraw
{
    private readonly double[] _byShape;
    private readonly double _sum;

    /// <summary>Draws.</summary>
    /// <param name="concentrations">Each above 0.</param>
    /// <param name="stream">Where randomness comes from.</param>
    public DirichletDraw(double[] concentrations, RandomStream stream)
    {
        var numbers = Array.ConvertAll(concentrations, shape => Math.Max(1e-30, stream.NextGamma(shape)));
        _byShape = [.. concentrations.Select((shape, i) => ByShape(shape, numbers[i]))];
        _sum = numbers.Sum();
        Shares = Array.ConvertAll(numbers, number => number / _sum);
    }

    /// <summary>The shares, which sum to 1.</summary>
    public double[] Shares { get; }

    /// <summary>The gradient by the concentrations, given that by the shares.</summary>
    public double[] Backward(ReadOnlySpan<double> byShares)
    {
        var mean = 0.0;
        for (var i = 0; i < Shares.Length; i++)
            mean += Shares[i] * byShares[i];
        var gradient = new double[Shares.Length];
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = (byShares[i] - mean) / _sum * _byShape[i];
        return gradient;
    }

    private static double ByShape(double shape, double number)
    {
        var step = 1e-5 * shape;
        var logDensity = ((shape - 1) * Math.Log(number)) - number - Distributions.LogGamma(shape);
        var byShape = (Below(shape + step, number) - Below(shape - step, number)) / (2 * step);
        var derivative = -byShape / Math.Exp(logDensity);
        return double.IsFinite(derivative) ? derivative : 0;
    }

    // The regularised lower incomplete gamma function by its series.
    private static double Below(double shape, double number)
    {
        var term = 1 / shape;
        var sum = term;
        for (var n = 1; n < 1000 && term > 1e-17 * sum; n++)
        {
            term *= number / (shape + n);
            sum += term;
        }

        return sum * Math.Exp((shape * Math.Log(number)) - number - Distributions.LogGamma(shape));
    }
}
