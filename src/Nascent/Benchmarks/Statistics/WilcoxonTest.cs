using Nascent.Numerics;

namespace Nascent.Benchmarks.Statistics;

/// <summary>Wilcoxon's signed-rank test: whether the differences of pairs lie evenly around zero.</summary>
/// <remarks>
/// Wilcoxon 1945. Pairs that are equal are left out. Up to 50 of the others the distribution is exact, with ties too: it is counted over all signs of the ranks that there are;
/// beyond, it is approximated by a normal one whose variance is corrected for ties (Hollander and Wolfe 1999, section 3.1), without a correction for continuity.
/// </remarks>
/// <param name="Pairs">How many pairs differ.</param>
/// <param name="PositiveRanks">The sum of the ranks of positive differences.</param>
/// <param name="NegativeRanks">The sum of the ranks of negative differences.</param>
/// <param name="PValue">Two-sided; 1 where no pair differs.</param>
public sealed record WilcoxonTest(int Pairs, double PositiveRanks, double NegativeRanks, double PValue)
{
    private const int MostExact = 50;

    /// <summary>Tests the differences of pairs.</summary>
    public static WilcoxonTest Of(IEnumerable<double> differences)
    {
        var others = differences.Where(difference => difference != 0 && !double.IsNaN(difference)).ToArray();
        if (others.Length == 0)
            return new(0, 0, 0, 1);
        var ranks = Ranking.Ascending(Array.ConvertAll(others, Math.Abs));
        var positive = ranks.Where((_, i) => others[i] > 0).Sum();
        var negative = ranks.Sum() - positive;
        var smaller = Math.Min(positive, negative);
        return new(others.Length, positive, negative, others.Length <= MostExact ? Exact(ranks, smaller) : Approximate(ranks, smaller));
    }

    // Counts the sign patterns by the sum of twice the positive ranks, which is whole.
    private static double Exact(double[] ranks, double smaller)
    {
        var counts = new double[(int)Math.Round(2 * ranks.Sum()) + 1];
        counts[0] = 1;
        var reached = 0;
        foreach (var rank in ranks)
        {
            var twice = (int)Math.Round(2 * rank);
            reached += twice;
            for (var sum = reached; sum >= twice; sum--)
                counts[sum] += counts[sum - twice];
        }

        var below = counts.Take((int)Math.Round(2 * smaller) + 1).Sum();
        return Math.Min(1, 2 * below / Math.Pow(2, ranks.Length));
    }

    private static double Approximate(double[] ranks, double smaller)
    {
        double n = ranks.Length;
        var ties = ranks.GroupBy(rank => rank).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        var deviation = Math.Sqrt((n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48));
        return Math.Min(1, 2 * Distributions.NormalAbove(((n * (n + 1) / 4) - smaller) / deviation));
    }
}
