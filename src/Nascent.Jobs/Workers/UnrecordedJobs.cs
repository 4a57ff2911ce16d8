using System.Threading.Channels;
using Nascent.Search;

namespace Nascent.Jobs.Workers;

/// <summary>Jobs whose ends no journal records: what they come to is their caller's to keep.</summary>
internal static class UnrecordedJobs
{
    /// <summary>Keeps every slot of an engine busy until there are no more jobs and all have ended.</summary>
    /// <param name="engine">What runs them; nothing else reads its reports meanwhile.</param>
    /// <param name="next">Gives the next job when a slot is free; null where there is none for now. It is asked again at the next end.</param>
    /// <param name="ended">Is told of every job's end: finished, failed or cancelled.</param>
    /// <param name="cancellationToken">Interrupts; what runs is left to the engine's own end.</param>
    /// <exception cref="NascentException">Workers do not start.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static async Task RunAsync(ITrialEngine engine, Func<EvaluationJob?> next, Action<EvaluationJob, JobReport> ended, CancellationToken cancellationToken)
    {
        var running = new Dictionary<string, EvaluationJob>();
        while (true)
        {
            while (running.Count < engine.Slots && next() is { } job)
            {
                running.Add(job.Id, job);
                await engine.EnqueueAsync(job, cancellationToken);
            }

            if (running.Count == 0)
                return;
            var report = await ReadAsync(engine, cancellationToken);
            if (report is JobReport.Finished or JobReport.Failed or JobReport.Cancelled && running.Remove(report.JobId, out var done))
                ended(done, report);
        }
    }

    /// <summary>The same for jobs that are all known before.</summary>
    public static Task RunAsync(ITrialEngine engine, IEnumerable<EvaluationJob> jobs, Action<EvaluationJob, JobReport> ended, CancellationToken cancellationToken)
    {
        var waiting = new Queue<EvaluationJob>(jobs);
        return RunAsync(engine, () => waiting.TryDequeue(out var job) ? job : null, ended, cancellationToken);
    }

    private static async Task<JobReport> ReadAsync(ITrialEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Reports.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is NascentException failure)
        {
            throw new NascentException(failure.Message, failure);
        }
    }
}
