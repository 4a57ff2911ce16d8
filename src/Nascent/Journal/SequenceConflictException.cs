namespace Nascent.Journal;

/// <summary>Another writer appended to a run.</summary>
/// <param name="run">The run.</param>
/// <param name="found">How many events it has.</param>
/// <param name="expected">How many the caller believed it to have.</param>
public sealed class SequenceConflictException(RunId run, long found, long expected) : NascentException(
    $"Run '{run}': found {found} events in its journal, expected {expected}; another process writes to this run. End that process, then resume the run.")
{
    /// <summary>How many events the run has.</summary>
    public long Found { get; } = found;

    /// <summary>How many events the caller believed it to have.</summary>
    public long Expected { get; } = expected;
}
