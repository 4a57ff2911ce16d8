using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>The last training of the winner: for the time that is left, on every sample but those of the test part.</summary>
/// <remarks>It decides nothing, so the samples that chose the winner are free to train it. Where it fails, the weights by which it was chosen are deployed.</remarks>
/// <param name="recorder">The run's journal.</param>
/// <param name="engine">What trains; its reports are read by this phase alone while it runs.</param>
/// <param name="progress">Is told of every report of the engine, after it is recorded.</param>
public sealed class FinalPhase(RunRecorder recorder, ITrialEngine engine, IProgress<JobReport>? progress = null)
{
    private readonly PendingJobs _jobs = new(recorder, engine, progress);

    /// <summary>The identifier of the training, such as <c>final:trial:17</c>.</summary>
    public static string JobIdOf(CandidateId candidate) => $"final:{candidate}";

    /// <summary>The training of a winner; its seed is not that of any of its other trainings.</summary>
    /// <param name="spec">The run's.</param>
    /// <param name="winner">The winner.</param>
    /// <param name="fidelity">How long, as planned at first.</param>
    public static EvaluationJob JobOf(RunSpec spec, RetrainCandidate winner, Fidelity fidelity) =>
        new(JobIdOf(winner.Id), winner.Id, winner.Genotype, fidelity, TrialSeeds.Of(spec.Seed, "final", winner.Architecture, 0), 0, true, null);

    /// <summary>Trains the winner, unless that is done or has failed.</summary>
    /// <param name="winner">The winner.</param>
    /// <param name="fidelity">How long, as planned at first.</param>
    /// <param name="until">When it is to end.</param>
    /// <param name="cancellationToken">Interrupts: the training is ended, and a resumed run goes on with it.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="NascentException">The journal cannot be written, or workers do not start.</exception>
    public async Task RunAsync(RetrainCandidate winner, Fidelity fidelity, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (recorder.State.Final is not null || recorder.State.FinalFailure is not null)
            return;
        var job = JobOf(recorder.State.Spec!, winner, fidelity) with { Until = until };
        var end = (await _jobs.RunAllAsync([job], cancellationToken).ConfigureAwait(false))[job.Id];
        RunEvent? outcome = end switch
        {
            JobReport.Finished finished => new RunEvent.FinallyTrained(winner.Id, fidelity, finished.Evaluation, job.Seed),
            JobReport.Failed failed => new RunEvent.FinalTrainingFailed(winner.Id, failed.Reason, failed.Detail),
            _ => null,
        };
        if (outcome is not null)
            await recorder.AppendAsync(outcome, CancellationToken.None).ConfigureAwait(false);
    }
}
