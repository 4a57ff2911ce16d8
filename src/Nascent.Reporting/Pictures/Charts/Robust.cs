namespace Nascent.Reporting.Pictures.Charts;

/// <summary>The values that an axis is made for, so that a few hopeless ones do not flatten all others.</summary>
internal static class Robust
{
    /// <summary>All values but those far on the worse side: beyond three times the range between the quartiles (Tukey 1977, outer fences).</summary>
    /// <param name="values">The values.</param>
    /// <param name="maximise">Whether low values are the worse ones.</param>
    public static double[] Range(IEnumerable<double> values, bool maximise)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length < 8)
            return sorted;
        var (low, high) = (sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
        return maximise ? [.. sorted.Where(value => value >= low - (3 * (high - low)))] : [.. sorted.Where(value => value <= high + (3 * (high - low)))];
    }
}
