namespace Nascent.Jobs.Targets;

/// <summary>A network whose latency was predicted and measured.</summary>
/// <param name="Genotype">The network.</param>
/// <param name="Predicted">In milliseconds.</param>
/// <param name="Measured">In milliseconds.</param>
public sealed record CheckedLatency(string Genotype, double Predicted, double Measured);
