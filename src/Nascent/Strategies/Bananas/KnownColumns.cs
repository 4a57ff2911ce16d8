using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Search;

namespace Nascent.Strategies.Bananas;

/// <summary>What is known of networks without training, as inputs of a predictor: each as its normal score among those of 100 random networks, so that scales and outliers do not matter.</summary>
internal sealed class KnownColumns
{
    private const int References = 100;

    private readonly (string Metric, double[] Values)[] _columns;

    private KnownColumns((string Metric, double[] Values)[] columns) => _columns = columns;

    public int Length => _columns.Length;

    /// <summary>Reads what is known of 100 random networks; columns are the metrics that at least two of them differ in.</summary>
    public static KnownColumns Read(SearchView view, Seed seed)
    {
        var references = Enumerable.Range(0, References).Select(i => view.CostsOf(view.Space.SampleByDecision(seed.Derive(i)))).OfType<Metrics>().ToArray();
        return new([.. references.SelectMany(metrics => metrics.Values.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(metric => (Metric: metric, Values: references.Select(metrics => metrics[metric]).OfType<double>().Order().ToArray()))
            .Where(column => column.Values[0] < column.Values[^1])]);
    }

    /// <summary>The score of each column; 0 where it is not known.</summary>
    public float[] Of(Metrics? known) => [.. _columns.Select(column => known?[column.Metric] is { } value ? Score(column.Values, value) : 0)];

    private static float Score(double[] sorted, double value)
    {
        var (below, upTo) = (0, 0);
        foreach (var other in sorted)
            (below, upTo) = (below + (other < value ? 1 : 0), upTo + (other <= value ? 1 : 0));
        return (float)NormalScores.Of((below + upTo) / 2.0, sorted.Length + 1);
    }
}
