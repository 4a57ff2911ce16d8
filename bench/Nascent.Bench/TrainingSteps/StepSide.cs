namespace Nascent.Bench.TrainingSteps;

/// <summary>One side of a comparison: processes that train the same network at the same time, each with one thread.</summary>
internal sealed class StepSide : IDisposable
{
    private readonly StepProcess[] _processes;

    /// <summary>Starts the processes; more than one are pinned, one to a core.</summary>
    /// <param name="count">How many, from 1 to the number of cores.</param>
    /// <param name="start">Starts one on a core, or anywhere where that is null.</param>
    public StepSide(int count, Func<int?, StepProcess> start) =>
        _processes = [.. Enumerable.Range(0, count).Select(i => start(count > 1 ? i : null))];

    /// <summary>Lets all processes do a number of steps, and waits for all.</summary>
    public SideTiming Run(int steps)
    {
        foreach (var process in _processes)
            process.Begin(steps);
        return new([.. _processes.Select(process => process.Result())]);
    }

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
    }
}
