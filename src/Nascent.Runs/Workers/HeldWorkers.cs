using System.Collections.Immutable;

namespace Nascent.Runs.Workers;

/// <summary>Worker processes that stand still until this is disposed.</summary>
internal sealed class HeldWorkers : IDisposable
{
    private readonly ImmutableArray<int> _processes;

    public HeldWorkers(IEnumerable<WorkerSlot> slots)
    {
        _processes = [.. slots.Select(slot => slot.ProcessId).OfType<int>()];
        if (OperatingSystem.IsLinux())
            foreach (var process in _processes)
                LinuxProcess.Hold(process);
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            foreach (var process in _processes)
                LinuxProcess.GoOn(process);
    }
}
