using System.Collections.Immutable;
using Nascent.Numerics;

namespace Nascent.Predictors;

/// <summary>A scale on which some values are about normal: each has the normal score of its rank, with straight lines between.</summary>
/// <remarks>
/// Accuracies, losses, milliseconds and zero-cost scores differ in unit and shape, and a network that learned nothing is far from all others; by ranks a predictor sees the order (normal
/// scores as Salinas, Shen and Perrone 2020). Beyond the values the line through the last tenth of them goes on, up to <see cref="Beyond"/> standard deviations further. Rising: more is more. Immutable.
/// </remarks>
public sealed class ValueScale
{
    /// <summary>How far beyond the outermost values the scale reaches, in its standard deviations.</summary>
    public const double Beyond = 1;

    private readonly double[] _values; // the different values, rising
    private readonly double[] _scores;

    private ValueScale(double[] values, double[] scores) => (_values, _scores) = (values, scores);

    /// <summary>Whether all values are equal, so that they say nothing.</summary>
    public bool IsFlat => _values.Length == 1;

    /// <summary>The scale of some values.</summary>
    /// <param name="values">The values, at least one, all finite.</param>
    public static ValueScale Of(IReadOnlyList<double> values)
    {
        double[] all = [.. values];
        var knots = all.Zip(NormalScores.Of(all)).DistinctBy(pair => pair.First).OrderBy(pair => pair.First).ToArray();
        var (first, last) = (knots[0], knots[^1]);
        if (knots.Length == 1)
            return new([first.First], [0]);
        var tenth = Math.Max(1, knots.Length / 10);
        var below = End(first, knots[tenth], -Beyond);
        var above = End(last, knots[^(tenth + 1)], Beyond);
        return new([below, .. knots.Select(knot => knot.First), above], [first.Second - Beyond, .. knots.Select(knot => knot.Second), last.Second + Beyond]);
    }

    /// <summary>The score of a value.</summary>
    public double ScoreOf(double value) => Between(_values, _scores, value);

    /// <summary>The value of a score.</summary>
    public double ValueOf(double score) => Between(_scores, _values, score);

    /// <summary>The scores of several values.</summary>
    public ImmutableArray<double> ScoresOf(IEnumerable<double> values) => [.. values.Select(ScoreOf)];

    private static double End((double Value, double Score) at, (double Value, double Score) inner, double by) =>
        at.Value + (by * (at.Value - inner.Value) / (at.Score - inner.Score));

    private static double Between(double[] from, double[] to, double at)
    {
        if (from.Length == 1 || at <= from[0])
            return to[0];
        if (at >= from[^1])
            return to[^1];
        var found = Array.BinarySearch(from, at);
        if (found >= 0)
            return to[found];
        var above = ~found;
        return to[above - 1] + ((at - from[above - 1]) * (to[above] - to[above - 1]) / (from[above] - from[above - 1]));
    }
}
