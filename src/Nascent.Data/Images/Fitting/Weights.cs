namespace Nascent.Data.Images.Fitting;

/// <summary>How each value of a scaled row is a mean of values of the row: a triangle as wide as the step between them.</summary>
internal sealed class Weights
{
    private readonly int[] _first;
    private readonly float[][] _shares;

    private Weights(int count) => (_first, _shares) = (new int[count], new float[count][]);

    /// <summary>Values of the scaled row.</summary>
    public int Count => _first.Length;

    /// <summary>The weights that make <paramref name="to"/> values of <paramref name="from"/>.</summary>
    public static Weights Of(int from, int to)
    {
        var weights = new Weights(to);
        var step = (double)from / to;
        var reach = Math.Max(1, step);
        for (var i = 0; i < to; i++)
        {
            var centre = ((i + 0.5) * step) - 0.5;
            var (first, last) = (Math.Max(0, (int)Math.Ceiling(centre - reach)), Math.Min(from - 1, (int)Math.Floor(centre + reach)));
            double[] shares = [.. Enumerable.Range(first, last - first + 1).Select(at => Math.Max(0, 1 - (Math.Abs(at - centre) / reach)))];
            var sum = shares.Sum();
            (weights._first[i], weights._shares[i]) = (first, Array.ConvertAll(shares, share => (float)(share / sum)));
        }

        return weights;
    }

    /// <summary>Value <paramref name="i"/> of the scaled row.</summary>
    public float Apply(ReadOnlySpan<float> row, int i)
    {
        var (shares, sum) = (_shares[i], 0f);
        for (var k = 0; k < shares.Length; k++)
            sum += shares[k] * row[_first[i] + k];
        return sum;
    }
}
