namespace Nascent.Bench.ZeroCost;

/// <summary>A clock that runs while this process computes: what others do on the machine does not count.</summary>
internal sealed class ProcessorTime : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
