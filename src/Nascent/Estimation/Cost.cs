namespace Nascent.Estimation;

/// <summary>What an estimate cost.</summary>
/// <param name="Wall">Elapsed time.</param>
/// <param name="Cpu">Processor time over all threads.</param>
/// <param name="Samples">Training samples seen.</param>
/// <param name="PeakResidentBytes">The largest resident memory of the process while it ran.</param>
public sealed record Cost(TimeSpan Wall, TimeSpan Cpu, long Samples, long PeakResidentBytes)
{
    /// <summary>Nothing was spent.</summary>
    public static readonly Cost None = new(TimeSpan.Zero, TimeSpan.Zero, 0, 0);
}
