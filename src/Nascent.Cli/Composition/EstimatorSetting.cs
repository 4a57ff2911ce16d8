namespace Nascent.Cli.Composition;

/// <summary>Where an estimator works.</summary>
/// <param name="Run">The run whose trials it judges.</param>
/// <param name="Artifacts">The folder for its files.</param>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
/// <param name="Threads">Threads of one operation, at least 1.</param>
/// <param name="Time">The clock of costs.</param>
internal sealed record EstimatorSetting(OpenRun Run, string Artifacts, string Device, int Threads, TimeProvider Time);
