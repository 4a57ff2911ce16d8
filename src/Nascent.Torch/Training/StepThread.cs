using System.Runtime.ExceptionServices;
using Nascent.Torch.Native;

namespace Nascent.Torch.Training;

/// <summary>A thread that does one piece of work after another, with one thread of libtorch.</summary>
internal sealed class StepThread : IDisposable
{
    private readonly Thread _thread;
    private readonly SemaphoreSlim _given = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private Action? _work;
    private ExceptionDispatchInfo? _failure;

    public StepThread()
    {
        _thread = new(Run) { IsBackground = true, Name = "part of a batch" };
        _thread.Start();
    }

    /// <summary>Begins a piece of work; the last one must have been waited for.</summary>
    public void Begin(Action work)
    {
        _work = work;
        _given.Release();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What the work threw; null for nothing.</returns>
    public ExceptionDispatchInfo? Wait()
    {
        _done.Wait();
        var failure = _failure;
        _failure = null;
        return failure;
    }

    public void Dispose()
    {
        _work = null;
        _given.Release();
        _thread.Join();
        _given.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        LibTorch.UseThreads(1);
        for (_given.Wait(); _work is { } work; _given.Wait())
        {
            try
            {
                work();
            }
#pragma warning disable CA1031 // given to who waits for it
            catch (Exception failure)
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
            }
#pragma warning restore CA1031
            _done.Release();
        }
    }
}
