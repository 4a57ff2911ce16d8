using System.Threading.Channels;
using Nascent.Estimation;
using Nascent.Search.Stopping;

namespace Nascent.Search;

/// <summary>Runs jobs on tasks of this process: for tables, for tests, and for programs that bring an estimator of their own.</summary>
/// <remarks>
/// Safe for use by several threads. A job that crashes the process takes the run with it (which can be resumed), and time limits are
/// only as good as the estimator's ear for cancellation: worker processes have neither weakness.
/// </remarks>
public sealed class InProcessTrialEngine : ITrialEngine
{
    private readonly Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Task<Evaluation>> _evaluate;
    private readonly TimeProvider _time;
    private readonly Channel<JobReport> _reports = Channel.CreateUnbounded<JobReport>();
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _queue = new();
    private readonly Dictionary<string, Entry> _jobs = [];
    private readonly HashSet<Task> _running = [];
    private bool _disposed;

    /// <summary>Makes an engine.</summary>
    /// <param name="slots">How many jobs run at once, at least 1.</param>
    /// <param name="evaluate">Evaluates a job; called for up to <paramref name="slots"/> jobs at once.</param>
    /// <param name="time">The clock of costs and time limits.</param>
    public InProcessTrialEngine(int slots, Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Task<Evaluation>> evaluate, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        Slots = slots;
        _evaluate = evaluate;
        _time = time;
    }

    /// <inheritdoc/>
    public int Slots { get; }

    /// <summary>The rules that may stop jobs early; those of this program by default.</summary>
    public StoppingRules StoppingRules { get; init; } = StoppingRules.BuiltIn;

    /// <inheritdoc/>
    public ChannelReader<JobReport> Reports => _reports.Reader;

    /// <inheritdoc/>
    public ValueTask EnqueueAsync(EvaluationJob job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var entry = new Entry(job);
            if (!_jobs.TryAdd(job.Id, entry))
                throw new NascentException($"Job '{job.Id}': added twice.");
            _queue.Enqueue(entry);
            StartWhatFits();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (_gate)
            entry = _jobs.GetValueOrDefault(jobId);
        entry?.Cancel();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        Entry[] jobs;
        lock (_gate)
        {
            _disposed = true;
            _queue.Clear();
            jobs = [.. _jobs.Values];
            running = [.. _running];
        }

        foreach (var entry in jobs)
            entry.Cancel();
        await Task.WhenAll(running).ConfigureAwait(false);
        _reports.Writer.TryComplete();
    }

    private void StartWhatFits()
    {
        while (!_disposed && _running.Count < Slots && _queue.TryDequeue(out var entry))
        {
            var done = new TaskCompletionSource();
            _running.Add(done.Task);
            _ = Task.Run(() => RunAsync(entry, done), CancellationToken.None);
        }
    }

    private async Task RunAsync(Entry entry, TaskCompletionSource done)
    {
        var job = entry.Job;
        var report = entry.Cancellation.IsCancellationRequested ? new JobReport.Cancelled(job.Id, Cost.None) : await AttemptAsync(entry).ConfigureAwait(false);
        _reports.Writer.TryWrite(report);
        lock (_gate)
        {
            _jobs.Remove(job.Id);
            _running.Remove(done.Task);
            entry.Cancellation.Dispose();
            StartWhatFits();
        }

        done.SetResult();
    }

    private async Task<JobReport> AttemptAsync(Entry entry)
    {
        var job = entry.Job;
        _reports.Writer.TryWrite(new JobReport.Started(job.Id, job.LostAttempts + 1, "this process"));
        using var limit = new CancellationTokenSource(job.TimeLimit ?? Timeout.InfiniteTimeSpan, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, entry.Cancellation.Token);
        var report = await JobExecution.RunAsync(job, _evaluate, new ProgressReports(job.Id, _reports.Writer), _time, StoppingRules, either.Token).ConfigureAwait(false);
        return report is JobReport.Cancelled cancelled && !entry.Cancellation.IsCancellationRequested
            ? new JobReport.Failed(job.Id, "timeout", $"Not done after {job.TimeLimit}.", cancelled.Cost)
            : report;
    }

    private sealed class Entry(EvaluationJob job)
    {
        public EvaluationJob Job { get; } = job;

        public CancellationTokenSource Cancellation { get; } = new();

        public void Cancel()
        {
            try
            {
                Cancellation.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // the job has ended in between
            }
        }
    }

    private sealed class ProgressReports(string jobId, ChannelWriter<JobReport> reports) : IProgress<Evaluation>
    {
        public void Report(Evaluation value) => reports.TryWrite(new JobReport.Progress(jobId, value));
    }
}
