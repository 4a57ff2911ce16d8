namespace Nascent.Journal;

/// <summary>The processes that trials run in. Their number does not change a run's results.</summary>
/// <param name="Count">Worker processes, at least 1; by default one a core.</param>
/// <param name="Threads">Threads of each, at least 1; results are bit for bit the same only for the same number.</param>
/// <param name="MemoryLimitBytes">Resident memory at which a trial is ended.</param>
/// <param name="TrialTimeout">Wall time at which a trial is ended, or null for none.</param>
/// <param name="Device">Where tensors live: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
public sealed record WorkerSpec(int Count, int Threads, long MemoryLimitBytes, TimeSpan? TrialTimeout, string Device);
