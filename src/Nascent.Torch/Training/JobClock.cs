using System.Diagnostics;
using Nascent.Estimation;

namespace Nascent.Torch.Training;

/// <summary>What a job costs, from the moment this is made.</summary>
/// <param name="time">The clock.</param>
internal sealed class JobClock(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;

    /// <summary>What an earlier attempt at the job had cost where this one goes on.</summary>
    public Cost SpentBefore { get; set; } = Cost.None;

    /// <summary>Wall time of this attempt so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>The largest resident memory of this process so far.</summary>
    public static long PeakResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>The cost so far.</summary>
    public Cost CostOf(Trainer trainer) => new(
        SpentBefore.Wall + Elapsed, SpentBefore.Cpu + Environment.CpuUsage.TotalTime - _processor, SpentBefore.Samples + trainer.SamplesSeen,
        Math.Max(SpentBefore.PeakResidentBytes, PeakResidentBytes()));
}
