namespace Nascent.Onnx.Latency;

/// <summary>How long a model takes for one sample (batch 1), raw input to result.</summary>
/// <param name="MedianMs">The median over runs, in milliseconds.</param>
/// <param name="P95Ms">The time that 95 % of the runs do not exceed, in milliseconds.</param>
/// <param name="LowMs">The lower end of the median's 95 % confidence interval, in milliseconds.</param>
/// <param name="HighMs">Its upper end, in milliseconds.</param>
/// <param name="Runs">Measured runs.</param>
/// <param name="WarmUpRuns">Runs before them.</param>
/// <param name="Threads">Threads that a run used.</param>
/// <param name="Runtime">The runtime and its version.</param>
public sealed record LatencyMeasurement(
    double MedianMs, double P95Ms, double LowMs, double HighMs, int Runs, int WarmUpRuns, int Threads, string Runtime)
{
    /// <summary>Summarises the times of single runs.</summary>
    /// <remarks>
    /// The interval is by order statistics: ranks n/2 ∓ 1.96 √n / 2, which assumes nothing of the distribution (Conover 1999, 3.2); it does
    /// assume independent runs, so slow drift of the machine is not in it.
    /// </remarks>
    internal static LatencyMeasurement Of(double[] timesMs, int warmUpRuns, int threads, string runtime)
    {
        var sorted = timesMs.Order().ToArray();
        var n = sorted.Length;
        var median = n % 2 == 1 ? sorted[n / 2] : (sorted[(n / 2) - 1] + sorted[n / 2]) / 2;
        var spread = 1.96 * Math.Sqrt(n) / 2;
        var low = Math.Max(0, (int)Math.Floor((n / 2.0) - spread) - 1);
        var high = Math.Min(n - 1, (int)Math.Ceiling((n / 2.0) + spread));
        return new LatencyMeasurement(median, sorted[(int)Math.Ceiling(0.95 * n) - 1], sorted[low], sorted[high], n, warmUpRuns, threads, runtime);
    }
}
