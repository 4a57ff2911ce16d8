using System.Collections.Immutable;
using Nascent.Numerics;

namespace Nascent.Benchmarks.Statistics;

/// <summary>Friedman's test with the correction of Iman and Davenport: whether any of several strategies ranks otherwise than by chance.</summary>
/// <remarks>
/// Friedman 1937; Iman and Davenport 1980; as Demšar 2006, section 3.2.2, recommends it. The statistic is the one with correction for ties (Conover 1999, section 5.8), which
/// without ties is Demšar's: searches often end at the same architecture.
/// </remarks>
/// <param name="MeanRanks">The mean rank of each strategy, 1 for the best.</param>
/// <param name="Blocks">N: how many times all strategies were ranked.</param>
/// <param name="ChiSquare">Friedman's statistic.</param>
/// <param name="F">Iman and Davenport's statistic, of the F distribution with k − 1 and (k − 1)(N − 1) degrees of freedom.</param>
/// <param name="PValue">The probability of an F at least as large where no strategy is better.</param>
public sealed record FriedmanTest(ImmutableArray<double> MeanRanks, int Blocks, double ChiSquare, double F, double PValue)
{
    /// <summary>Tests.</summary>
    /// <param name="blocks">One a repeat or a problem: the result of each strategy, larger ones better; one that is no number ranks last.</param>
    /// <exception cref="ArgumentException">There are fewer than two strategies or two blocks, or blocks of different lengths.</exception>
    public static FriedmanTest Of(IReadOnlyList<double[]> blocks)
    {
        if (blocks.Count < 2 || blocks[0].Length < 2 || blocks.Any(block => block.Length != blocks[0].Length))
            throw new ArgumentException("Expected at least two blocks of as many strategies, at least two.", nameof(blocks));
        var (n, k) = (blocks.Count, blocks[0].Length);
        var (sums, squares) = (new double[k], 0.0);
        foreach (var ranks in blocks.Select(Ranking.Descending))
            for (var i = 0; i < k; i++)
            {
                sums[i] += ranks[i];
                squares += ranks[i] * ranks[i];
            }

        var spread = squares - (n * k * (k + 1) * (k + 1) / 4.0);
        var between = sums.Sum(sum => (sum - (n * (k + 1) / 2.0)) * (sum - (n * (k + 1) / 2.0)));
        var chiSquare = spread <= 0 ? 0 : (k - 1) * between / spread;
        var rest = (n * (k - 1)) - chiSquare;
        var f = rest <= 1e-9 ? double.PositiveInfinity : (n - 1) * chiSquare / rest;
        return new([.. sums.Select(sum => sum / n)], n, chiSquare, f, Distributions.FisherAbove(f, k - 1, (double)(k - 1) * (n - 1)));
    }
}
