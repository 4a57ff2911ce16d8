namespace Nascent.Strategies.Nsga2;

/// <summary>How far the members of one front are from their neighbours.</summary>
internal static class Crowding
{
    /// <summary>The crowding distance of each point (Deb et al. 2002, crowding-distance-assignment): the gaps to both neighbours in each objective, relative to its range; infinite at the ends.</summary>
    /// <param name="front">Members of one front; at least one.</param>
    public static double[] DistancesOf(ReadOnlySpan<ScoredTrial> front)
    {
        var distances = new double[front.Length];
        var (keys, order) = (new double[front.Length], new int[front.Length]);
        for (var objective = 0; objective < front[0].Scores.Length; objective++)
        {
            for (var i = 0; i < order.Length; i++)
                (keys[i], order[i]) = (front[i].Scores[objective], i);
            Array.Sort(keys, order);
            distances[order[0]] = double.PositiveInfinity;
            distances[order[^1]] = double.PositiveInfinity;
            var range = keys[^1] - keys[0];
            for (var i = 1; range > 0 && i < order.Length - 1; i++)
                distances[order[i]] += (keys[i + 1] - keys[i - 1]) / range;
        }

        return distances;
    }
}
