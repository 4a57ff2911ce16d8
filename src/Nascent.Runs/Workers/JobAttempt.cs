using System.Globalization;
using System.Threading.Channels;
using Nascent.Estimation;
using Nascent.Search;

namespace Nascent.Runs.Workers;

/// <summary>One attempt of a worker at a job: sends it, listens, and watches memory, time and silence.</summary>
internal sealed class JobAttempt(WorkerProcess worker, JobEntry entry, ProcessTrialEngineOptions options, ChannelWriter<JobReport> reports, TimeProvider time)
{
    private readonly EvaluationJob _job = entry.Job;
    private readonly TimeSpan _processorBefore = worker.ProcessorTime ?? TimeSpan.Zero;
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _processorLast = worker.ProcessorTime ?? TimeSpan.Zero;
    private long _peakResident;
    private long? _cancelAsked;

    /// <summary>What came of an attempt.</summary>
    /// <param name="Report">The job's end, or null where the worker was lost.</param>
    /// <param name="LostBecause">How the worker was lost.</param>
    /// <param name="WorkerIsUsable">Whether the worker can take another job.</param>
    public sealed record End(JobReport? Report, string? LostBecause, bool WorkerIsUsable);

    /// <summary>What was spent so far, as seen from outside.</summary>
    public Cost Spent => new(time.GetElapsedTime(_start), _processorLast - _processorBefore, 0, _peakResident);

    /// <summary>Runs the attempt to its end.</summary>
    public async Task<End> RunAsync(CancellationToken cancellationToken)
    {
        await worker.SendAsync(new WorkerMessage.Evaluate(_job)).ConfigureAwait(false);
        entry.AttemptBy(worker);
        await using var timer = time.CreateTimer(_ => worker.Signal(new WorkerSignal.Look()), null, options.Watch, options.Watch);
        try
        {
            await foreach (var signal in worker.Signals.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                if (await ReactAsync(signal).ConfigureAwait(false) is { } end)
                    return end;
            throw new InvalidOperationException("A worker's signals end with its exit.");
        }
        finally
        {
            entry.AttemptBy(null);
        }
    }

    private async Task<End?> ReactAsync(WorkerSignal signal)
    {
        switch (signal)
        {
            case WorkerSignal.Said said:
                return Hear(said.Message);
            case WorkerSignal.Look:
                return Look();
            case WorkerSignal.CancelAsked asked when asked.JobId == _job.Id && _cancelAsked is null:
                _cancelAsked = time.GetTimestamp();
                await worker.SendAsync(new WorkerMessage.Cancel(_job.Id)).ConfigureAwait(false);
                return null;
            case WorkerSignal.Exited exited when _cancelAsked is not null:
                return new End(new JobReport.Cancelled(_job.Id, Spent), $"exit code {exited.Code}", false);
            case WorkerSignal.Exited exited:
                return new End(null, Describe(exited.Code), false);
            default:
                return null;
        }
    }

    private End? Hear(WorkerMessage message)
    {
        switch (message)
        {
            case WorkerMessage.Progress said when said.JobId == _job.Id:
                reports.TryWrite(new JobReport.Progress(_job.Id, said.SoFar));
                return null;
            case WorkerMessage.Finished said when said.JobId == _job.Id:
                return new End(new JobReport.Finished(_job.Id, said.Evaluation), null, true);
            case WorkerMessage.Failed said when said.JobId == _job.Id:
                return new End(new JobReport.Failed(_job.Id, said.Reason, said.Detail, said.Cost), null, said.Reason != "memory");
            case WorkerMessage.Cancelled said when said.JobId == _job.Id:
                return new End(new JobReport.Cancelled(_job.Id, said.Cost), null, true);
            default:
                return null;
        }
    }

    private End? Look()
    {
        if (worker.ResidentBytes is { } resident)
            _peakResident = Math.Max(_peakResident, resident);
        _processorLast = worker.ProcessorTime ?? _processorLast;
        var elapsed = time.GetElapsedTime(_start);
        if (_peakResident > options.MemoryLimitBytes)
            return Fail("memory", $"The worker held {Mebibytes(_peakResident)}, more than the limit of {Mebibytes(options.MemoryLimitBytes.Value)}.");
        if (elapsed > _job.TimeLimit)
            return Fail("timeout", $"Not done after {_job.TimeLimit}.");
        if (_cancelAsked is { } asked && time.GetElapsedTime(asked) > options.CancelGrace)
            return new End(new JobReport.Cancelled(_job.Id, Spent), null, false);
        var silence = worker.CountSilence();
        return silence > options.SilentWatches ? new End(null, $"Nothing was heard from {worker.Name} for {silence} looks of {options.Watch.TotalMilliseconds} ms.", false) : null;
    }

    private End Fail(string reason, string detail) => new(new JobReport.Failed(_job.Id, reason, WithErrors(detail), Spent), null, false);

    private string Describe(int code) =>
        WithErrors(code > 128 ? $"{worker.Name} was ended by signal {code - 128}." : $"{worker.Name} ended with exit code {code}.");

    private string WithErrors(string text) => worker.ErrorTail is { Length: > 0 } tail ? $"{text} It wrote: {tail}" : text;

    private static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):F0} MiB");
}
