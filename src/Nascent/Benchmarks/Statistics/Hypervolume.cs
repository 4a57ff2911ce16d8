namespace Nascent.Benchmarks.Statistics;

/// <summary>The volume that points dominate, up to a reference point: how good a front is (Zitzler and Thiele 1998).</summary>
/// <remarks>Exact for any number of objectives: a sweep for two, slices along the last objective for more (While et al. 2006, HSO).</remarks>
public static class Hypervolume
{
    /// <summary>Measures points whose coordinates are all better when larger; what is not better than the reference in all of them adds nothing.</summary>
    /// <param name="points">The points, each of as many coordinates as the reference; dominated ones and repetitions change nothing.</param>
    /// <param name="reference">The reference point.</param>
    /// <exception cref="ArgumentException">A point has another number of coordinates, or a coordinate is no number.</exception>
    public static double Of(IEnumerable<double[]> points, double[] reference)
    {
        var above = new List<double[]>();
        foreach (var point in points)
        {
            if (point.Length != reference.Length || point.Any(double.IsNaN))
                throw new ArgumentException($"Expected points of {reference.Length} numbers.", nameof(points));
            if (!point.Where((value, i) => value <= reference[i]).Any())
                above.Add([.. point.Select((value, i) => value - reference[i])]);
        }

        return above.Count == 0 ? 0 : Of(above, reference.Length);
    }

    private static double Of(List<double[]> points, int dimensions)
    {
        if (dimensions == 1)
            return points.Max(point => point[0]);
        if (dimensions == 2)
            return Area(points);
        points = [.. points.OrderByDescending(point => point[dimensions - 1])];
        var volume = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            var depth = points[i][dimensions - 1] - (i + 1 < points.Count ? points[i + 1][dimensions - 1] : 0);
            if (depth > 0)
                volume += depth * Of(NonDominated(points[..(i + 1)], dimensions - 1), dimensions - 1);
        }

        return volume;
    }

    private static double Area(List<double[]> points)
    {
        var (area, height) = (0.0, 0.0);
        foreach (var point in points.OrderByDescending(point => point[0]))
            if (point[1] > height)
            {
                area += point[0] * (point[1] - height);
                height = point[1];
            }

        return area;
    }

    // Of equal points the first stays. Two dimensions are swept anyway.
    private static List<double[]> NonDominated(List<double[]> points, int dimensions) => dimensions == 2 ? points
        : [.. points.Where((point, i) => !points.Where((other, j) => j != i && Covers(other, point, dimensions) && (j < i || !Covers(point, other, dimensions))).Any())];

    private static bool Covers(double[] first, double[] second, int dimensions)
    {
        for (var i = 0; i < dimensions; i++)
            if (first[i] < second[i])
                return false;
        return true;
    }
}
