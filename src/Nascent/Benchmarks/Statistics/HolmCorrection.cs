namespace Nascent.Benchmarks.Statistics;

/// <summary>Holm's correction for several tests at once.</summary>
/// <remarks>Holm 1979: the i-th smallest of m probabilities, counted from 1, is multiplied by m − i + 1, and none becomes smaller than those before it.</remarks>
public static class HolmCorrection
{
    /// <summary>The corrected probabilities, in the order given: each is significant where it is at most the level of them all.</summary>
    public static double[] Of(IReadOnlyList<double> probabilities)
    {
        var corrected = new double[probabilities.Count];
        var (largest, left) = (0.0, probabilities.Count);
        foreach (var i in Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]))
            corrected[i] = largest = Math.Max(largest, Math.Min(1, left-- * probabilities[i]));
        return corrected;
    }
}
