using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Journal;

/// <summary>What is known of a deployed file.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Metrics">Test metrics, measured on the file itself with ONNX Runtime, and <c>latency</c>.</param>
/// <param name="ParityMaxDelta">The largest difference between its outputs and the module's, relative to the outputs' scale.</param>
/// <param name="ParitySamples">The test samples that were compared.</param>
/// <param name="LatencyMedianMs">Median time for one sample.</param>
/// <param name="LatencyP95Ms">95th percentile.</param>
/// <param name="LatencyLowMs">Lower end of the median's 95 % confidence interval.</param>
/// <param name="LatencyHighMs">Upper end.</param>
/// <param name="Threads">Threads of ONNX Runtime when timed.</param>
/// <param name="Exact">Where the file computes with bytes, the test metrics of the same network with numbers of 32 bits; null otherwise.</param>
public sealed record DeploymentRecord(
    ArtifactRef Model, long SizeBytes, Metrics Metrics, double ParityMaxDelta, int ParitySamples,
    double LatencyMedianMs, double LatencyP95Ms, double LatencyLowMs, double LatencyHighMs, int Threads, Metrics? Exact = null);
