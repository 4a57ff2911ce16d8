namespace Nascent.Numerics;

/// <summary>How alike two rankings of the same things are: from −1, reversed, over 0, unrelated, to 1, the same. Values that are no number rank with the smallest.</summary>
public static class RankCorrelation
{
    /// <summary>
    /// Kendall's τ-b (Kendall 1945): of all pairs, those that both rank alike less those that they rank against each other, over the geometric mean of the pairs that each tells apart.
    /// Computed in n log n steps (Knight 1966).
    /// </summary>
    /// <param name="a">A value of each thing.</param>
    /// <param name="b">Another value of each thing, in the same order.</param>
    /// <returns>τ-b; not-a-number where one of them tells no pair apart.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double KendallTau(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (x, y) = (RanksOf(a), RanksOf(b));
        if (x.Length != y.Length)
            throw new ArgumentException($"Found {x.Length} and {y.Length} values, expected as many.", nameof(b));
        var order = Enumerable.Range(0, x.Length).OrderBy(i => x[i]).ThenBy(i => y[i]).ToArray();
        var inOrder = Array.ConvertAll(order, i => y[i]);
        var (tiedInX, tiedInBoth) = (TiedPairs(order, (i, j) => x[i].Equals(x[j])), TiedPairs(order, (i, j) => x[i].Equals(x[j]) && y[i].Equals(y[j])));
        var swaps = SortCountingSwaps(inOrder, new double[inOrder.Length]);
        var tiedInY = TiedPairs(inOrder, (p, q) => p.Equals(q));
        var pairs = (long)x.Length * (x.Length - 1) / 2;
        return (pairs - tiedInX - tiedInY + tiedInBoth - (2 * swaps)) / Math.Sqrt((double)(pairs - tiedInX) * (pairs - tiedInY));
    }

    /// <summary>Spearman's ρ (Spearman 1904): Pearson's correlation of the ranks, equal values sharing their mean rank.</summary>
    /// <param name="a">A value of each thing.</param>
    /// <param name="b">Another value of each thing, in the same order.</param>
    /// <returns>ρ; not-a-number where all values of one of them are equal.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double SpearmanRho(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (x, y) = (RanksOf(a), RanksOf(b));
        if (x.Length != y.Length)
            throw new ArgumentException($"Found {x.Length} and {y.Length} values, expected as many.", nameof(b));
        var mean = (x.Length + 1) / 2.0;
        double Product(double[] p, double[] q)
        {
            var sum = 0.0;
            for (var i = 0; i < p.Length; i++)
                sum += (p[i] - mean) * (q[i] - mean);
            return sum;
        }

        return Product(x, y) / Math.Sqrt(Product(x, x) * Product(y, y));
    }

    private static double[] RanksOf(IReadOnlyList<double> values) => Ranking.Ascending([.. values.Select(value => double.IsNaN(value) ? double.NegativeInfinity : value)]);

    /// <summary>Pairs within runs of neighbours that are the same.</summary>
    private static long TiedPairs<T>(T[] sorted, Func<T, T, bool> same)
    {
        long pairs = 0, run = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            run = same(sorted[i - 1], sorted[i]) ? run + 1 : 0;
            pairs += run;
        }

        return pairs;
    }

    /// <summary>Sorts by merging; returns how many pairs stood in the wrong order.</summary>
    private static long SortCountingSwaps(Span<double> values, Span<double> room)
    {
        if (values.Length < 2)
            return 0;
        var half = values.Length / 2;
        var swaps = SortCountingSwaps(values[..half], room[..half]) + SortCountingSwaps(values[half..], room[half..]);
        var (left, right) = (0, half);
        for (var i = 0; i < values.Length; i++)
        {
            var takesRight = left == half || (right < values.Length && values[right] < values[left]);
            swaps += takesRight ? half - left : 0;
            room[i] = takesRight ? values[right++] : values[left++];
        }

        room.CopyTo(values);
        return swaps;
    }
}
