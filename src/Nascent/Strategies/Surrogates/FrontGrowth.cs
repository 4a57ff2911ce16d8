using Nascent.Randomness;

namespace Nascent.Strategies.Surrogates;

/// <summary>How much the hypervolume of a front would grow by a point, estimated along directions.</summary>
/// <remarks>
/// The hypervolume is, up to a constant, the mean over directions λ of the positive unit sphere of the largest min_k (y_k / λ_k)^K of the points (Deng and Zhang
/// 2019; Golovin and Zhang 2020), so one set of directions serves any number of objectives. Values are measured from a little below the worst, in ranges of the points.
/// </remarks>
internal sealed class FrontGrowth
{
    private const int Directions = 32;
    private const double Below = 0.05;

    private readonly double[][] _inverse;
    private readonly double[] _reached;
    private readonly double[] _worst;
    private readonly int _first;

    /// <summary>Makes the front of some points.</summary>
    /// <param name="objectives">The number of objectives.</param>
    /// <param name="points">The points, at least one; more is better in each objective.</param>
    /// <param name="floor">What counts is only what is above this, in each objective.</param>
    /// <param name="seed">The key of the directions.</param>
    public FrontGrowth(int objectives, double[][] points, double[] floor, Seed seed)
    {
        var stream = seed.Stream();
        points = [.. points.Where(point => point[0] >= floor[0]).DefaultIfEmpty(points.MaxBy(point => point[0])!)];
        double WorstOf(int k) => Math.Min(floor[k], points.Max(point => point[k]));
        var ranges = Enumerable.Range(0, objectives).Select(k => Math.Max(points.Max(point => point[k]) - WorstOf(k), 1e-12)).ToArray();
        _inverse = new double[Directions][];
        for (var i = 0; i < Directions; i++)
        {
            var direction = new double[objectives];
            for (var k = 0; k < objectives; k++)
                direction[k] = Math.Abs(stream.NextGaussian()) + 1e-6;
            var length = Math.Sqrt(direction.Sum(part => part * part));
            _inverse[i] = direction;
            for (var k = 0; k < objectives; k++)
                direction[k] = length / direction[k] / ranges[k];
        }

        _worst = [.. Enumerable.Range(0, objectives).Select(k => WorstOf(k) - (Below * ranges[k]))];
        _first = stream.NextInt(Directions);
        _reached = new double[Directions];
        foreach (var point in points)
            for (var i = 0; i < Directions; i++)
                _reached[i] = Math.Max(_reached[i], Reach(point, i));
    }

    /// <summary>The growth by a point; 0 where others dominate it.</summary>
    public double By(double[] point)
    {
        var sum = 0.0;
        for (var i = 0; i < Directions; i++)
            if (Reach(point, i) is var reach && reach > _reached[i])
                sum += Volume(reach) - Volume(_reached[i]);
        return sum / Directions;
    }

    /// <summary>How near a point comes to the front where it is nearest: above 1 where it would grow.</summary>
    public double Nearness(double[] point)
    {
        var most = 0.0;
        for (var i = 0; i < Directions; i++)
            most = Math.Max(most, Reach(point, i) / Math.Max(_reached[i], 1e-9));
        return most;
    }

    /// <summary>How far a point goes along one of the directions, the same one for all points.</summary>
    public double Along(double[] point) => Reach(point, _first);

    private double Volume(double reach)
    {
        var volume = 1.0;
        for (var k = 0; k < _worst.Length; k++)
            volume *= reach;
        return volume;
    }

    private double Reach(double[] point, int direction)
    {
        var (inverse, least) = (_inverse[direction], double.PositiveInfinity);
        for (var k = 0; k < point.Length; k++)
            least = Math.Min(least, (point[k] - _worst[k]) * inverse[k]);
        return Math.Max(0, least);
    }
}
