using Nascent.Randomness;

namespace Nascent.Benchmarks.Statistics;

/// <summary>Intervals of statistics of a sample, whatever they are: percentiles of the statistic over samples that are drawn with replacement (Efron 1979).</summary>
public static class Bootstrap
{
    /// <summary>Samples that are drawn where nothing is said.</summary>
    public const int DefaultResamples = 1_000;

    /// <summary>The statistic with its interval. A resample for which it is no number is left out; without any that has one the interval is not-a-number.</summary>
    /// <param name="count">How many things there are, at least 1.</param>
    /// <param name="statistic">The statistic of some of them, by their indices, which may repeat.</param>
    /// <param name="seed">The key of the draws.</param>
    /// <param name="resamples">How many samples are drawn, at least 1.</param>
    /// <param name="level">The share of the resamples within the interval, in the range (0, 1).</param>
    public static Interval Of(int count, Func<int[], double> statistic, Seed seed, int resamples = DefaultResamples, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var values = Enumerable.Range(0, resamples).Select(draw =>
        {
            var stream = seed.Derive(draw).Stream();
            var drawn = new int[count];
            for (var i = 0; i < count; i++)
                drawn[i] = stream.NextInt(count);
            return statistic(drawn);
        }).Where(value => !double.IsNaN(value)).Order().ToArray();
        return new(statistic([.. Enumerable.Range(0, count)]), Percentile(values, (1 - level) / 2), Percentile(values, (1 + level) / 2));
    }

    /// <summary>The value below which a share of sorted values lies, linear between two of them.</summary>
    private static double Percentile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
            return double.NaN;
        var place = share * (sorted.Length - 1);
        var (below, part) = ((int)place, place - (int)place);
        return sorted[below] + (part == 0 ? 0 : part * (sorted[below + 1] - sorted[below]));
    }
}
