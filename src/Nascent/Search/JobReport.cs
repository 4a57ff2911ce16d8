using Nascent.Estimation;

namespace Nascent.Search;

/// <summary>What an engine says of a job.</summary>
/// <param name="JobId">The job.</param>
public abstract record JobReport(string JobId)
{
    /// <summary>A worker has begun an attempt, counted from 1.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Attempt">Counted from 1, over all parts of a resumed run.</param>
    /// <param name="Worker">The name of the worker.</param>
    public sealed record Started(string JobId, int Attempt, string Worker) : JobReport(JobId);

    /// <summary>What is known so far; not recorded.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="SoFar">What is measured until now.</param>
    public sealed record Progress(string JobId, Evaluation SoFar) : JobReport(JobId);

    /// <summary>It was estimated.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Evaluation">What was measured.</param>
    public sealed record Finished(string JobId, Evaluation Evaluation) : JobReport(JobId);

    /// <summary>It cannot be estimated, for a reason of its own: <c>nan</c>, <c>diverged</c>, <c>timeout</c>, <c>memory</c>, <c>error</c>, or <c>lost</c> after the third lost attempt.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Reason">Why: one of the words above.</param>
    /// <param name="Detail">The message behind the reason.</param>
    /// <param name="Cost">What was spent on it.</param>
    public sealed record Failed(string JobId, string Reason, string Detail, Cost Cost) : JobReport(JobId);

    /// <summary>A worker was lost; the job is tried again unless <see cref="Failed"/> follows.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Attempt">Counted from 1, over all parts of a resumed run.</param>
    /// <param name="Detail">How it was lost.</param>
    public sealed record AttemptLost(string JobId, int Attempt, string Detail) : JobReport(JobId);

    /// <summary>It was cancelled before it was estimated.</summary>
    /// <param name="JobId">The job.</param>
    /// <param name="Cost">What was spent on it until then; <see cref="Cost.None"/> where it had not started.</param>
    public sealed record Cancelled(string JobId, Cost Cost) : JobReport(JobId);
}
