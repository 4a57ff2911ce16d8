using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>Short trainings of what is about to be trained in full, side by side as it will be, to learn how long that takes.</summary>
/// <remarks>Nothing of it is recorded but its attempts: the plan that follows from it is, and a run that is resumed before it has a plan times again.</remarks>
/// <param name="recorder">The run's journal.</param>
/// <param name="engine">What trains; its reports are read by this phase alone while it runs.</param>
/// <param name="progress">Is told of every report of the engine.</param>
public sealed class TimingPhase(RunRecorder recorder, ITrialEngine engine, IProgress<JobReport>? progress = null)
{
    private readonly PendingJobs _jobs = new(recorder, engine, progress);

    /// <summary>The identifier of a timing, such as <c>timing:trial:17</c>.</summary>
    public static string JobIdOf(CandidateId candidate) => $"timing:{candidate}";

    /// <summary>Trains each candidate once by the recipe of full training.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="fidelity">How long.</param>
    /// <param name="cancellationToken">Interrupts: what runs is ended.</param>
    /// <returns>What each cost; a candidate that could not be trained is left out.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="NascentException">The journal cannot be written, or workers do not start.</exception>
    public async Task<ImmutableDictionary<CandidateId, Cost>> RunAsync(IEnumerable<RetrainCandidate> candidates, Fidelity fidelity, CancellationToken cancellationToken)
    {
        RetrainCandidate[] all = [.. candidates];
        var jobs = all.Select(candidate => RetrainPhase.JobOf(recorder.State.Spec!, candidate, 0, fidelity) with { Id = JobIdOf(candidate.Id) });
        var ends = await _jobs.RunAllAsync(jobs, cancellationToken).ConfigureAwait(false);
        return all.Where(candidate => ends[JobIdOf(candidate.Id)] is JobReport.Finished).ToImmutableDictionary(candidate => candidate.Id, candidate => ((JobReport.Finished)ends[JobIdOf(candidate.Id)]).Evaluation.Cost);
    }
}
