namespace Nascent.Strategies.Surrogates;

/// <summary>The values from where a front counts: of the first objective, which matters most, the median of the first trials; of the others the worst that was met.</summary>
/// <remarks>A front of accuracy and latency reaches down to networks that guess; nobody looks for the best of these.</remarks>
internal sealed class FrontFloor
{
    private const int First = 24;

    private readonly List<double> _first = [];
    private double[] _values = [];

    /// <summary>One value an objective; more is better.</summary>
    public double[] Values => _values;

    /// <summary>Takes the values of a trial.</summary>
    public void Add(double[] point)
    {
        if (_values.Length == 0)
            _values = (double[])point.Clone();
        if (_first.Count < First)
        {
            var place = _first.BinarySearch(point[0]);
            _first.Insert(place < 0 ? ~place : place, point[0]);
            _values[0] = _first[_first.Count / 2];
        }

        for (var k = 1; k < point.Length; k++)
            _values[k] = Math.Min(_values[k], point[k]);
    }
}
