using Nascent.Search;

namespace Nascent.Runs.Workers;

/// <summary>The jobs of an engine: those that wait, first in first out, and those that run.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class JobQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LinkedList<JobEntry> _waiting = new();
    private readonly Dictionary<string, JobEntry> _jobs = [];
    private readonly SemaphoreSlim _available = new(0);

    public void Add(EvaluationJob job)
    {
        lock (_gate)
        {
            var entry = new JobEntry(job);
            if (!_jobs.TryAdd(job.Id, entry))
                throw new NascentException($"Job '{job.Id}': added twice.");
            _waiting.AddLast(entry);
        }

        _available.Release();
    }

    /// <summary>The next job; waits until there is one.</summary>
    public async Task<JobEntry> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _available.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                if (_waiting.First is not { } first)
                    continue; // it was cancelled while it waited
                _waiting.RemoveFirst();
                return first.Value;
            }
        }
    }

    /// <summary>Asks for the end of a job; true where it had not begun, and so has ended.</summary>
    public bool Cancel(string jobId)
    {
        JobEntry? entry;
        lock (_gate)
        {
            if (!_jobs.TryGetValue(jobId, out entry))
                return false;
            if (_waiting.Remove(entry))
                return _jobs.Remove(jobId);
        }

        entry.Cancel();
        return false;
    }

    /// <summary>Forgets a job that has ended.</summary>
    public void Remove(JobEntry entry)
    {
        lock (_gate)
            _jobs.Remove(entry.Job.Id);
    }

    public void Dispose() => _available.Dispose();
}
