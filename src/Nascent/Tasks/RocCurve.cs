namespace Nascent.Tasks;

/// <summary>The area under the receiver operating characteristic.</summary>
/// <remarks>By ranks: the share of pairs of one positive and one negative sample in which the positive one scores higher, a tie counting half (Mann and Whitney 1947; Hanley and McNeil 1982).</remarks>
public static class RocCurve
{
    /// <summary>The area, in the range [0, 1], or null where one of the two kinds is absent.</summary>
    /// <param name="scores">One a sample; the order alone counts. None is NaN.</param>
    /// <param name="isPositive">One a sample.</param>
    public static double? Area(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        var sorted = scores.ToArray();
        var positive = isPositive.ToArray();
        Array.Sort(sorted, positive);
        var positives = (long)positive.AsSpan().Count(true);
        var negatives = positive.Length - positives;
        if (positives == 0 || negatives == 0)
            return null;
        var rankSum = 0.0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            var midRank = (start + 1 + end) / 2.0;   // mean of the ranks start + 1 … end
            rankSum += midRank * positive.AsSpan(start, end - start).Count(true);
            start = end;
        }

        return (rankSum - (positives * (positives + 1) / 2.0)) / ((double)positives * negatives);
    }
}
