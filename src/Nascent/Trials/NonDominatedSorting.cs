namespace Nascent.Trials;

/// <summary>Sorts points into fronts: those that no other beats in all objectives, those that only these beat, and so on.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal and Meyarivan 2002 define the fronts; they are found as Zhang, Tian, Cheng and Jin 2015 do (efficient non-dominated sort, ENS-BS): from best to worst in
/// lexicographic order, where no point can beat an earlier one, each goes into the first front that does not beat it, found by bisection. With one or two objectives only the last of
/// a front need be looked at (Jensen 2003), which takes n log n steps; with more at worst n², and far fewer where there are many fronts.
/// </remarks>
internal static class NonDominatedSorting
{
    /// <summary>The rank of each point, 0 for those that nothing beats. Equal points have one rank.</summary>
    /// <param name="points">Each with one score an objective, where more is better; none is NaN.</param>
    public static int[] RanksOf(IReadOnlyList<double[]> points)
    {
        var (ranks, fronts) = (new int[points.Count], new List<List<double[]>>());
        foreach (var i in LexicographicOrder(points))
        {
            var (low, high) = (0, fronts.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = IsDominated(points[i], fronts[middle]) ? (middle + 1, high) : (low, middle);
            }

            if (low == fronts.Count)
                fronts.Add([]);
            fronts[low].Add(points[i]);
            ranks[i] = low;
        }

        return ranks;
    }

    /// <summary>Whether each point is beaten by none, of points in lexicographic order, best first.</summary>
    public static bool[] FrontOf(IReadOnlyList<double[]> sorted)
    {
        var (isOnFront, front) = (new bool[sorted.Count], new List<double[]>());
        for (var i = 0; i < sorted.Count; i++)
        {
            isOnFront[i] = !IsDominated(sorted[i], front);
            if (isOnFront[i])
                front.Add(sorted[i]);
        }

        return isOnFront;
    }

    /// <summary>Whether the first is at least as good in every objective and better in one.</summary>
    public static bool Dominates(double[] first, double[] second)
    {
        var better = false;
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] < second[i])
                return false;
            better |= first[i] > second[i];
        }

        return better;
    }

    /// <summary>Whether a member of a front beats a point that is after all of them in lexicographic order.</summary>
    private static bool IsDominated(double[] point, List<double[]> front)
    {
        // Of two objectives the last member has the best second one, and none has a worse first one than the point.
        var first = point.Length > 2 ? 0 : Math.Max(0, front.Count - 1);
        for (var i = front.Count - 1; i >= first; i--)
            if (Dominates(front[i], point))
                return true;
        return false;
    }

    private static int[] LexicographicOrder(IReadOnlyList<double[]> points)
    {
        var order = new int[points.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) =>
        {
            var (x, y) = (points[a], points[b]);
            for (var i = 0; i < x.Length; i++)
                if (x[i] != y[i])
                    return x[i] > y[i] ? -1 : 1;
            return a.CompareTo(b);
        });
        return order;
    }
}
