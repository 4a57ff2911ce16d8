using System.Collections.Immutable;
using System.Threading.Channels;
using Nascent.Estimation;
using Nascent.Search;

namespace Nascent.Runs.Workers;

/// <summary>Runs each job in a worker process, so that what a job does to its process is an outcome of the job and never of the run.</summary>
/// <remarks>
/// Workers are started as they are needed, run one job at a time, give way to other processes, and end with this process, however it
/// ends. A worker over its memory or time limit is killed, and the job fails; a worker that crashes, exits, is killed or falls silent is
/// replaced, and the job is tried again. Safe for use by several threads.
/// </remarks>
public sealed class ProcessTrialEngine : ITrialEngine
{
    private readonly Channel<JobReport> _reports = Channel.CreateUnbounded<JobReport>();
    private readonly CancellationTokenSource _stop = new();
    private readonly JobQueue _queue = new();
    private readonly WorkerStarter _starter;
    private readonly ImmutableArray<WorkerSlot> _slots;
    private readonly Task _work;
    private int _disposed;

    /// <summary>Makes an engine; workers start with the first jobs.</summary>
    /// <param name="options">How workers are run.</param>
    /// <param name="time">The clock of time limits and costs.</param>
    public ProcessTrialEngine(ProcessTrialEngineOptions options, TimeProvider time)
    {
        options.Validate();
        Slots = options.Workers;
        _starter = new WorkerStarter(options.Niceness);
        _slots = [.. Enumerable.Range(1, options.Workers).Select(number => new WorkerSlot(number, options, _starter, _queue, _reports.Writer, time))];
        _work = Task.WhenAll(_slots.Select(RunSlotAsync));
    }

    /// <inheritdoc/>
    public int Slots { get; }

    /// <inheritdoc/>
    /// <remarks>Ends with a <see cref="NascentException"/> where workers do not start.</remarks>
    public ChannelReader<JobReport> Reports => _reports.Reader;

    /// <inheritdoc/>
    public ValueTask EnqueueAsync(EvaluationJob job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        _queue.Add(job);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        if (_queue.Cancel(jobId))
            _reports.Writer.TryWrite(new JobReport.Cancelled(jobId, Cost.None));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Workers are stopped by signal, on Linux; elsewhere they compute on. One that is only starting is not.</remarks>
    public IDisposable Pause() => new HeldWorkers(_slots);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _reports.Writer.TryComplete();
        _starter.Dispose();
        _queue.Dispose();
        _stop.Dispose();
    }

    private async Task RunSlotAsync(WorkerSlot slot)
    {
        await Task.Yield();
        try
        {
            await slot.RunAsync(_stop.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the reader of the reports gets it: an engine without workers would leave jobs waiting for ever
        catch (Exception failure)
        {
            _reports.Writer.TryComplete(failure);
            await _stop.CancelAsync().ConfigureAwait(false);
        }
#pragma warning restore CA1031
    }
}
