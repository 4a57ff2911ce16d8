using System.Threading.Channels;
using Nascent.Estimation;
using Nascent.Search;

namespace Nascent.Runs.Workers;

/// <summary>One place for a worker: takes jobs one after another, starts workers as they are needed and replaces those that are lost.</summary>
internal sealed class WorkerSlot(int number, ProcessTrialEngineOptions options, WorkerStarter starter, JobQueue queue, ChannelWriter<JobReport> reports, TimeProvider time)
{
    private volatile WorkerProcess? _worker;

    /// <summary>The process id of its worker as it is now; null for none.</summary>
    public int? ProcessId => _worker is { HasExited: false } worker ? worker.ProcessId : null;

    /// <summary>Works until it is told to stop.</summary>
    /// <exception cref="NascentException">Workers do not start.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var entry = await queue.TakeAsync(stop).ConfigureAwait(false);
                var report = await RunAsync(entry, stop).ConfigureAwait(false);
                queue.Remove(entry);
                reports.TryWrite(report);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the engine is being disposed
        }
        finally
        {
            await DropWorkerAsync().ConfigureAwait(false);
        }
    }

    private async Task<JobReport> RunAsync(JobEntry entry, CancellationToken stop)
    {
        var job = entry.Job;
        var detail = "Its attempts were lost before the run was resumed.";
        var spent = Cost.None;
        for (var attempt = job.LostAttempts + 1; attempt <= options.Attempts; attempt++)
        {
            if (entry.IsCancelled)
                return new JobReport.Cancelled(job.Id, spent);
            _worker = await ReadyWorkerAsync(entry, stop).ConfigureAwait(false);
            if (_worker is null)
                return new JobReport.Cancelled(job.Id, spent);
            reports.TryWrite(new JobReport.Started(job.Id, attempt, _worker.Name));
            var run = new JobAttempt(_worker, entry, options, reports, time);
            var end = await run.RunAsync(stop).ConfigureAwait(false);
            if (!end.WorkerIsUsable)
                await DropWorkerAsync().ConfigureAwait(false);
            if (end.Report is { } report)
                return report;
            detail = end.LostBecause!;
            spent = run.Spent;
            reports.TryWrite(new JobReport.AttemptLost(job.Id, attempt, detail));
        }

        return new JobReport.Failed(job.Id, "lost", $"Lost {options.Attempts} times; the last time: {detail}", spent);
    }

    /// <summary>A worker that is ready; null where the job's end was asked for before there was one.</summary>
    private async Task<WorkerProcess?> ReadyWorkerAsync(JobEntry entry, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (_worker is { HasExited: false })
                return _worker;
            await DropWorkerAsync().ConfigureAwait(false);
            _worker = await WorkerProcess.StartAsync(options, number, starter).ConfigureAwait(false);
            entry.AttemptBy(_worker);
            var first = await FirstWordAsync(_worker, stop).ConfigureAwait(false);
            entry.AttemptBy(null);
            if (first is WorkerSignal.CancelAsked)
            {
                await DropWorkerAsync().ConfigureAwait(false);
                return null;
            }

            if (first is WorkerSignal.Said { Message: WorkerMessage.Ready { Protocol: WorkerMessage.ProtocolVersion } })
                return _worker;
            if (attempt < options.StartAttempts && first is WorkerSignal.Exited)
                continue;
            throw new NascentException(Describe(first, attempt));
        }
    }

    /// <summary>The first signal that decides: ready, another protocol, the end, or that nobody waits for it any more.</summary>
    private static async Task<WorkerSignal> FirstWordAsync(WorkerProcess worker, CancellationToken stop)
    {
        while (true)
            if (await worker.Signals.ReadAsync(stop).ConfigureAwait(false) is var signal and (WorkerSignal.Said or WorkerSignal.Exited or WorkerSignal.CancelAsked))
                return signal;
    }

    private string Describe(WorkerSignal first, int attempt)
    {
        var found = first switch
        {
            WorkerSignal.Said { Message: WorkerMessage.Ready ready } => $"it speaks protocol {ready.Protocol}, this program {WorkerMessage.ProtocolVersion}; install one version of both",
            WorkerSignal.Exited exited => $"it ended with exit code {exited.Code} before it was ready, {attempt} times",
            _ => "its first message was not that it is ready",
        };
        var tail = _worker!.ErrorTail;
        return $"Worker '{options.Command}': {found}.{(tail.Length > 0 ? $" It wrote: {tail}" : "")} The run can be resumed once workers start.";
    }

    private async Task DropWorkerAsync()
    {
        var worker = _worker;
        _worker = null;
        if (worker is not null)
            await worker.DisposeAsync().ConfigureAwait(false);
    }
}
