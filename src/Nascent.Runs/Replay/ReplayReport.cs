using System.Collections.Immutable;

namespace Nascent.Runs.Replay;

/// <summary>What came of executing a run's trainings again.</summary>
/// <param name="Checked">How many trainings were executed again.</param>
/// <param name="Equal">How many of them gave the same bits.</param>
/// <param name="Differences">What differs, training by training.</param>
/// <param name="Cpu">Processor time of the trainings that have a result both times: now, when none goes on from a checkpoint.</param>
/// <param name="RecordedCpu">The same as the journal has it.</param>
public sealed record ReplayReport(int Checked, int Equal, ImmutableArray<ReplayDifference> Differences, TimeSpan Cpu, TimeSpan RecordedCpu)
{
    /// <summary>Whether everything that was executed again is the same bit for bit.</summary>
    public bool IsEqual => Differences.IsEmpty;
}
