namespace Nascent.Numerics;

/// <summary>Ranks with ties shared.</summary>
public static class Ranking
{
    /// <summary>The rank of each value, 1 for the largest; equal values share the mean of their ranks, and those that are no number come last.</summary>
    public static double[] Descending(IReadOnlyList<double> values) => Ascending([.. values.Select(value => double.IsNaN(value) ? double.PositiveInfinity : -value)]);

    /// <summary>The rank of each value, 1 for the smallest; equal values share the mean of their ranks.</summary>
    public static double[] Ascending(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (var first = 0; first < order.Length;)
        {
            var next = first + 1;
            while (next < order.Length && values[order[next]].Equals(values[order[first]]))
                next++;
            for (var i = first; i < next; i++)
                ranks[order[i]] = (first + next + 1) / 2.0;
            first = next;
        }

        return ranks;
    }
}
