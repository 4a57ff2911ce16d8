using System.Runtime.ExceptionServices;

namespace Nascent.Torch.Training;

/// <summary>Computes the parts of a batch side by side: the first on the thread that asks, the others on threads of their own.</summary>
/// <param name="parts">How many, at least 1.</param>
internal sealed class PartThreads(int parts) : IDisposable
{
    private readonly StepThread[] _threads = [.. Enumerable.Range(1, parts - 1).Select(_ => new StepThread())];

    /// <summary>How many parts.</summary>
    public int Count => parts;

    /// <summary>Does the work of each part, and waits for all of it.</summary>
    /// <param name="work">The work of a part, counted from 0.</param>
    public void Run(Action<int> work)
    {
        foreach (var (i, thread) in _threads.Index())
            thread.Begin(() => work(i + 1));
        ExceptionDispatchInfo?[] failures;
        try
        {
            work(0);
        }
        finally
        {
            failures = [.. _threads.Select(thread => thread.Wait())];
        }

        foreach (var failure in failures)
            failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var thread in _threads)
            thread.Dispose();
    }
}
