using System.Collections.Immutable;
using System.Threading.Channels;
using Nascent.Journal;

namespace Nascent.Search;

/// <summary>The jobs of one phase of a run that have not ended: enqueues them, records their attempts, and gives their ends as they come.</summary>
internal sealed class PendingJobs(RunRecorder recorder, ITrialEngine engine, IProgress<JobReport>? progress)
{
    private readonly Dictionary<string, EvaluationJob> _pending = [];

    /// <summary>How many have not ended.</summary>
    public int Count => _pending.Count;

    /// <summary>Adds a job; attempts that were lost before count.</summary>
    public async Task EnqueueAsync(EvaluationJob job, CancellationToken cancellationToken)
    {
        await engine.EnqueueAsync(job with { LostAttempts = recorder.State.LostAttempts.GetValueOrDefault(job.Id) }, cancellationToken).ConfigureAwait(false);
        _pending.Add(job.Id, job); // only now: what the engine did not take never ends
    }

    /// <summary>Waits until a job ends, be it finished, failed or cancelled.</summary>
    /// <exception cref="NascentException">The engine cannot run jobs any more, or the journal cannot be written.</exception>
    public async Task<(EvaluationJob Job, JobReport End)> NextEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var report = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (!_pending.TryGetValue(report.JobId, out var job))
                continue; // of an earlier phase that was broken off
            if (report is JobReport.Started started)
                await recorder.AppendAsync(new RunEvent.AttemptStarted(started.JobId, started.Attempt, started.Worker), CancellationToken.None).ConfigureAwait(false);
            else if (report is JobReport.AttemptLost lost)
                await recorder.AppendAsync(new RunEvent.AttemptLost(lost.JobId, lost.Attempt, lost.Detail), CancellationToken.None).ConfigureAwait(false);
            if (report is JobReport.Failed { Reason: JobExecution.DiskReason } full)
                throw new NascentException($"The result of {job.Id} cannot be written: {full.Detail.TrimEnd('.')}. Free some space, then resume the run: everything recorded so far is intact.");
            progress?.Report(report);
            if (report is JobReport.Finished or JobReport.Failed or JobReport.Cancelled)
            {
                _pending.Remove(report.JobId);
                return (job, report);
            }
        }
    }

    /// <summary>Runs jobs to their ends; where it is interrupted, all are ended.</summary>
    /// <returns>What each ended with, by its identifier.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task<ImmutableDictionary<string, JobReport>> RunAllAsync(IEnumerable<EvaluationJob> jobs, CancellationToken cancellationToken)
    {
        var ends = ImmutableDictionary<string, JobReport>.Empty;
        try
        {
            foreach (var job in jobs)
                await EnqueueAsync(job, cancellationToken).ConfigureAwait(false);
            while (Count > 0)
            {
                var (job, end) = await NextEndAsync(cancellationToken).ConfigureAwait(false);
                ends = ends.Add(job.Id, end);
            }

            return ends;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAllAsync().ConfigureAwait(false);
            while (Count > 0)
                await NextEndAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks for the end of all jobs; their ends follow.</summary>
    public async Task CancelAllAsync()
    {
        foreach (var id in _pending.Keys.ToArray())
            await engine.CancelAsync(id, CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask<JobReport> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Reports.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException as NascentException
                ?? new NascentException($"The engine ended while {Count} jobs were pending; the run can be resumed.", closed.InnerException ?? closed);
        }
    }
}
