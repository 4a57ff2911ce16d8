using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Spaces;
using Nascent.Trials;

namespace Nascent.Search.SharedSearch;

/// <summary>The first phase of a run whose strategy searches over shared weights: one worker does it, in one long job, and what it prefers becomes the run's trials.</summary>
/// <remarks>The job leaves its state in the run's folder, so that what is interrupted, or lost with its worker, goes on from there. What the journal has is not done again.</remarks>
/// <param name="recorder">The run's journal.</param>
/// <param name="engine">What runs the job; its reports are read by this phase alone while it runs.</param>
/// <param name="read">Reads the outcome from what the job left behind.</param>
/// <param name="progress">Is told of every report of the engine.</param>
public sealed class SharedSearchPhase(RunRecorder recorder, ITrialEngine engine, Func<Evaluation, SharedOutcome> read, IProgress<JobReport>? progress = null)
{
    /// <summary>The identifier of the job.</summary>
    public const string JobId = "shared-search";

    /// <summary>The name in a job's fidelity by which a worker knows it.</summary>
    public const string Estimator = "shared-search";

    private readonly PendingJobs _jobs = new(recorder, engine, progress);

    /// <summary>The job of a run.</summary>
    public static EvaluationJob JobOf(RunSpec spec, SearchSpace space) => new(
        JobId, CandidateId.Trial(0), space.Genotypes.At(0), Fidelity.Of(Estimator).With(Fidelity.Epochs, spec.Shared!.Epochs), spec.Seed, 0, false, null);

    /// <summary>Searches to the end; at once where the journal has it already.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted: <see cref="RunEvent.RunInterrupted"/> is recorded and the run can be resumed.</exception>
    /// <exception cref="NascentException">It could not be done, or the journal cannot be written, or workers do not start.</exception>
    public async Task<SharedOutcome> RunAsync(SearchSpace space, CancellationToken cancellationToken)
    {
        if (recorder.State.SharedSearch is { } known)
            return known.Outcome;
        var name = recorder.State.Spec!.Name;
        try
        {
            var ends = await _jobs.RunAllAsync([JobOf(recorder.State.Spec!, space)], cancellationToken).ConfigureAwait(false);
            var evaluation = ends[JobId] switch
            {
                JobReport.Finished finished => finished.Evaluation,
                JobReport.Failed failed => throw new NascentException($"Run '{name}': the search over shared weights failed ({failed.Reason}): {failed.Detail}"),
                _ => throw new NascentException($"Run '{name}': the search over shared weights was broken off; resume the run."),
            };
            var outcome = read(evaluation);
            await recorder.AppendAsync(new RunEvent.SharedSearched(outcome, evaluation.Cost), CancellationToken.None).ConfigureAwait(false);
            return outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await recorder.AppendAsync(new RunEvent.RunInterrupted("cancelled"), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
