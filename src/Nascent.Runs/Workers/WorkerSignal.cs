namespace Nascent.Runs.Workers;

/// <summary>What the watcher of a running job reacts to, one after another.</summary>
internal abstract record WorkerSignal
{
    private WorkerSignal()
    {
    }

    /// <summary>The worker said something.</summary>
    public sealed record Said(WorkerMessage Message) : WorkerSignal;

    /// <summary>The worker's process has ended.</summary>
    public sealed record Exited(int Code) : WorkerSignal;

    /// <summary>It is time to look at memory and clocks.</summary>
    public sealed record Look : WorkerSignal;

    /// <summary>Somebody asked for the end of a job.</summary>
    public sealed record CancelAsked(string JobId) : WorkerSignal;
}
