using Nascent.Search;

namespace Nascent.Runs.Workers;

/// <summary>A job in an engine, and the way to its worker while it runs.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class JobEntry(EvaluationJob job)
{
    private readonly Lock _gate = new();
    private WorkerProcess? _worker;

    public EvaluationJob Job { get; } = job;

    public bool IsCancelled { get; private set; }

    /// <summary>Asks for the job's end, now and at every later attempt.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            IsCancelled = true;
            _worker?.Signal(new WorkerSignal.CancelAsked(Job.Id));
        }
    }

    /// <summary>Names the worker that attempts the job; a cancellation that came before reaches it as well.</summary>
    public void AttemptBy(WorkerProcess? worker)
    {
        lock (_gate)
        {
            _worker = worker;
            if (IsCancelled)
                worker?.Signal(new WorkerSignal.CancelAsked(Job.Id));
        }
    }
}
