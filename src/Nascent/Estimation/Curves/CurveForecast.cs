using Nascent.Numerics;

namespace Nascent.Estimation.Curves;

/// <summary>What a training is expected to end with: a normal distribution over its result.</summary>
/// <param name="Mean">The expected score, where more is better.</param>
/// <param name="Deviation">Its standard deviation, positive.</param>
public readonly record struct CurveForecast(double Mean, double Deviation)
{
    /// <summary>The probability that the result is above a score.</summary>
    public double ChanceAbove(double score) => Distributions.NormalAbove((score - Mean) / Deviation);
}
