using System.Collections.Immutable;
using Nascent.Numerics;

namespace Nascent.Predictors;

/// <summary>What a predictor expects of a network.</summary>
/// <remarks>On the predictor's <see cref="ValueScale"/> it is a normal distribution; mean and deviation in the unit of the values are those of the same distribution, by Gauss–Hermite quadrature with seven nodes.</remarks>
public sealed record PredictedValue
{
    // Nodes and weights for the standard normal distribution (Abramowitz and Stegun 1964, table 25.10, scaled by √2 and 1/√π).
    private static readonly ImmutableArray<(double Node, double Weight)> Quadrature =
    [
        (-3.7504397177257425, 5.48268855972218e-4), (-2.366759410734541, 0.030757123967586497), (-1.1544053947399682, 0.2401231786050127), (0, 0.45714285714285713),
        (1.1544053947399682, 0.2401231786050127), (2.366759410734541, 0.030757123967586497), (3.7504397177257425, 5.48268855972218e-4),
    ];

    private readonly ValueScale _scale;

    internal PredictedValue(double score, double scoreDeviation, double outlook, ValueScale scale)
    {
        (Score, ScoreDeviation, Outlook, _scale) = (score, scoreDeviation, outlook, scale);
        var values = Quadrature.Select(point => (Value: scale.ValueOf(score + (scoreDeviation * point.Node)), point.Weight)).ToArray();
        Mean = values.Sum(point => point.Weight * point.Value);
        Deviation = Math.Sqrt(values.Sum(point => point.Weight * (point.Value - Mean) * (point.Value - Mean)));
    }

    /// <summary>The expected value, in the unit of the values that were learned from.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of the value around it: what is not known, and the noise of a measurement.</summary>
    public double Deviation { get; }

    /// <summary>The expected value on the predictor's scale: what to rank by where more of the same measurement is wanted.</summary>
    public double Score { get; }

    /// <summary>Its standard deviation on that scale.</summary>
    public double ScoreDeviation { get; }

    /// <summary>What to rank by where the values are of brief trainings and a full training is wanted: the mean of the expected score and of a vote of the known scores, in standard deviations; without known scores, the expected score alone.</summary>
    /// <remarks>A brief training favours what learns fast, whichever way it is predicted; known scores err in other ways. It has no unit and no uncertainty.</remarks>
    public double Outlook { get; }

    /// <summary>The interval around the median in which the value lies with a probability.</summary>
    /// <param name="probability">In the range (0, 1).</param>
    public (double Low, double High) Interval(double probability)
    {
        var reach = ScoreDeviation * NormalScores.Quantile((1 + probability) / 2);
        return (_scale.ValueOf(Score - reach), _scale.ValueOf(Score + reach));
    }
}
