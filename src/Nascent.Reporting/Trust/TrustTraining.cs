namespace Nascent.Reporting.Trust;

/// <summary>A full training that judges a run's estimates: one line of the run's <c>trust.jsonl</c>.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Replicate">Which of its seeds.</param>
/// <param name="Epochs">How long.</param>
/// <param name="Value">The value of the run's first objective on the validation part; null where the training failed.</param>
/// <param name="CpuSeconds">CPU time.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record TrustTraining(int Trial, int Replicate, int Epochs, double? Value, double CpuSeconds, string? Failure = null);
