using Nascent.Numerics;

namespace Nascent.Benchmarks.Statistics;

/// <summary>Nemenyi's test after Friedman's: by how much mean ranks of two strategies must differ.</summary>
/// <remarks>Nemenyi 1963, as in Demšar 2006, section 3.2.2: CD = q √(k (k + 1) / 6N), q the studentised range for infinitely many degrees of freedom, divided by √2.</remarks>
public static class NemenyiTest
{
    /// <summary>q for a number of strategies.</summary>
    /// <param name="strategies">k, at least 2.</param>
    /// <param name="alpha">The level of significance, in the range (0, 1).</param>
    public static double CriticalValue(int strategies, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(strategies, 2);
        var (low, high) = (0.0, 40.0);
        while (high - low > 1e-10)
        {
            var middle = (low + high) / 2;
            if (Distributions.RangeAbove(middle, strategies) > alpha)
                low = middle;
            else
                high = middle;
        }

        return low / Math.Sqrt(2);
    }

    /// <summary>The critical difference of mean ranks: two strategies whose mean ranks differ by at least as much are told apart.</summary>
    /// <param name="strategies">k, at least 2.</param>
    /// <param name="blocks">N, at least 1.</param>
    /// <param name="alpha">The level of significance.</param>
    public static double CriticalDifference(int strategies, int blocks, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        return CriticalValue(strategies, alpha) * Math.Sqrt(strategies * (strategies + 1) / (6.0 * blocks));
    }
}
