namespace Nascent.Predictors;

/// <summary>What the known scores say together: each counts the same, with the sign of its correlation with what was measured.</summary>
/// <remarks>Only the signs are learned, so that few measurements, or measurements of brief trainings, cannot silence a score; equal weights are hard to beat where little is known of better ones (Dawes 1979).</remarks>
internal sealed class ScoreVote
{
    private readonly KnownFeatures _known;
    private readonly int[] _signs;
    private readonly double _deviation;

    /// <summary>Learns the signs.</summary>
    public ScoreVote(PredictorLesson lesson)
    {
        _known = lesson.Known;
        var rows = lesson.Inputs.Select(_known.Of).ToArray();
        _signs = [.. Enumerable.Range(0, _known.Names.Length).Select(k => rows.Select((row, i) => row[k] * lesson.Scores[i]).Sum() < 0 ? -1 : 1)];
        _deviation = Spread([.. rows.Select(Sum)]);
    }

    /// <summary>The vote on a network, in standard deviations of those learned from; null where nothing is known of any.</summary>
    public double? Of(PredictorInput input) => _signs.Length == 0 ? null : Sum(_known.Of(input)) / _deviation;

    /// <summary>The standard deviation of some numbers around 0, which all scales have in their middle; 1 where they are 0.</summary>
    public static double Spread(IReadOnlyCollection<double> numbers) => numbers.Average(number => number * number) is > 0 and var square ? Math.Sqrt(square) : 1;

    private double Sum(double[] features) => features.Select((feature, k) => _signs[k] * feature).Sum();
}
