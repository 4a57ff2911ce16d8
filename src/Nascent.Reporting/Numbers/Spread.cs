namespace Nascent.Reporting.Numbers;

/// <summary>The mean and the sample standard deviation of a few values.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation with n − 1, or null for a single value.</param>
/// <param name="Count">How many values there are, at least 1.</param>
public sealed record Spread(double Mean, double? Deviation, int Count)
{
    /// <summary>The spread of some values; null where there is none.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        if (all.Length == 0)
            return null;
        var mean = all.Average();
        return new Spread(mean, all.Length == 1 ? null : Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)), all.Length);
    }
}
