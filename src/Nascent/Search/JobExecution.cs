using Nascent.Estimation;
using Nascent.Search.Stopping;

namespace Nascent.Search;

/// <summary>Runs one job with a function and turns everything that can come of it into the report that ends it.</summary>
public static class JobExecution
{
    /// <summary>The reason of a failure that is the disk's and not the network's: the job's result could not be written.</summary>
    public const string DiskReason = "disk";

    // The numbers of Linux for a disk that is full or broken: EIO, ENOSPC, EROFS, EDQUOT.
    private const int InputOutput = 5, NoSpace = 28, ReadOnly = 30, NoQuota = 122;

    /// <summary>Evaluates a job. A failure of the evaluation is a report; only the loss of the whole process is not.</summary>
    /// <param name="job">The job.</param>
    /// <param name="evaluate">What evaluates it.</param>
    /// <param name="progress">Is told what is known so far.</param>
    /// <param name="time">The clock of the job's wall time.</param>
    /// <param name="rules">The rules that may stop it early.</param>
    /// <param name="cancellationToken">Asks for the job's early end.</param>
    public static async Task<JobReport> RunAsync(
        EvaluationJob job, Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Task<Evaluation>> evaluate,
        IProgress<Evaluation> progress, TimeProvider time, StoppingRules rules, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        try
        {
            var training = job.Stopping is { } order ? new WatchedTraining(job, order, rules, progress).RunAsync(evaluate, cancellationToken)
                : evaluate(job, progress, cancellationToken);
            var evaluation = await training.ConfigureAwait(false);
            return NotANumber(evaluation) is { } metric
                ? new JobReport.Failed(job.Id, "nan", $"The estimate of {metric} is not a number.", evaluation.Cost)
                : new JobReport.Finished(job.Id, evaluation);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new JobReport.Cancelled(job.Id, Spent());
        }
        catch (EstimationFailedException failure)
        {
            return new JobReport.Failed(job.Id, failure.Reason, failure.Message, Spent());
        }
        catch (OutOfMemoryException failure)
        {
            return new JobReport.Failed(job.Id, "memory", failure.Message, Spent());
        }
        catch (IOException failure) when (failure.HResult is NoSpace or NoQuota or ReadOnly or InputOutput)
        {
            return new JobReport.Failed(job.Id, DiskReason, failure.Message, Spent());
        }
#pragma warning disable CA1031 // whatever an estimator throws is the outcome of its trial, with the whole story in the detail
        catch (Exception failure)
        {
            return new JobReport.Failed(job.Id, "error", failure is NascentException ? failure.Message : failure.ToString(), Spent());
        }
#pragma warning restore CA1031

        Cost Spent() => new(time.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor, 0, Environment.WorkingSet);
    }

    private static string? NotANumber(Evaluation evaluation) =>
        evaluation.Metrics.Values.Where(metric => double.IsNaN(metric.Value)).Select(metric => metric.Key).FirstOrDefault();
}
