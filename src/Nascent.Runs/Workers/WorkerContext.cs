namespace Nascent.Runs.Workers;

/// <summary>What a worker is told when it starts.</summary>
/// <param name="RunFolder">The folder of the run that it works for, absolute; its specification is there.</param>
/// <param name="Slot">Which of the run's workers it is, counted from 1.</param>
/// <param name="Threads">How many threads it may compute with.</param>
public sealed record WorkerContext(string RunFolder, int Slot, int Threads);
