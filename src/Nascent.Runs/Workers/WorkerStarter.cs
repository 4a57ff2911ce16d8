using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nascent.Runs.Workers;

/// <summary>The one thread that starts worker processes, and lives until the last of them has ended.</summary>
/// <remarks>
/// The kernel's 'die with the parent' means the *thread* that started the process, so it must not be one of the pool's, which come and
/// go. And since niceness belongs to threads on Linux and is inherited, this thread being nice makes every worker so from its first instruction.
/// </remarks>
internal sealed class WorkerStarter : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public WorkerStarter(int niceness)
    {
        _thread = new Thread(() => Work(niceness)) { IsBackground = true, Name = "worker starter" };
        _thread.Start();
    }

    /// <summary>Starts a process on the starter's thread.</summary>
    public Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
            {
                started.SetException(new NascentException($"Worker '{info.FileName}' cannot be started: {failure.Message}.", failure));
            }
        });
        return started.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Work(int niceness)
    {
        if (OperatingSystem.IsLinux())
            LinuxProcess.NiceCallingThread(niceness);
        foreach (var action in _work.GetConsumingEnumerable())
            action();
    }
}
