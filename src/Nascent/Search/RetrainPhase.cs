using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>The full training of the best candidates and the baselines, each over several seeds.</summary>
/// <remarks>
/// What the journal has is not done again. Jobs go to the engine the longest first (the rule by which workers that take the next job as they get free all end early: longest processing time first, Graham 1969),
/// those of equal length candidate by candidate, seed by seed; they end in any order.
/// </remarks>
/// <param name="recorder">The run's journal.</param>
/// <param name="engine">What trains; its reports are read by this phase alone while it runs.</param>
/// <param name="progress">Is told of every report of the engine, after it is recorded.</param>
public sealed class RetrainPhase(RunRecorder recorder, ITrialEngine engine, IProgress<JobReport>? progress = null)
{
    private readonly PendingJobs _jobs = new(recorder, engine, progress);

    /// <summary>Looks for the result of an earlier run of the same data, recipe and length; null where there is none.</summary>
    /// <remarks>It is asked before a candidate's replicate is trained, with the job that would be.</remarks>
    public Func<RetrainCandidate, EvaluationJob, CancellationToken, ValueTask<Evaluation?>>? Reuse { get; init; }

    /// <summary>How long an epoch of a candidate takes, in any unit; by default all take as long.</summary>
    public Func<CandidateId, double> LengthOf { get; init; } = _ => 0;

    /// <summary>Wall time at which one training is ended, or null for none.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The identifier of a full training, such as <c>retrain:trial:17#2</c>.</summary>
    public static string JobIdOf(CandidateId candidate, int replicate) => $"retrain:{candidate}#{replicate}";

    /// <summary>One full training. Its seed is keyed by the network and the replicate, so that a candidate's result depends on neither its place nor the others.</summary>
    public static EvaluationJob JobOf(RunSpec spec, RetrainCandidate candidate, int replicate, Fidelity fidelity) => new(
        JobIdOf(candidate.Id, replicate), candidate.Id, candidate.Genotype, fidelity, TrialSeeds.Of(spec.Seed, "retrain", candidate.Architecture, replicate), replicate, true, null);

    /// <summary>Trains whatever the plan names and the journal lacks.</summary>
    /// <param name="plan">The plan; it is recorded first, and where the journal has one already that one is followed.</param>
    /// <param name="candidateOf">The network of each of the plan's candidates.</param>
    /// <param name="cancellationToken">Interrupts: what runs is ended, <see cref="RunEvent.RunInterrupted"/> is recorded, and the run can be resumed.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="NascentException">The journal cannot be written, or workers do not start.</exception>
    public async Task RunAsync(RunEvent.RetrainPlanned plan, Func<CandidateId, RetrainCandidate> candidateOf, CancellationToken cancellationToken)
    {
        try
        {
            if (recorder.State.Plan is null)
                await recorder.AppendAsync(plan, cancellationToken).ConfigureAwait(false);
            await EnqueueAsync(recorder.State.Plan!, candidateOf, cancellationToken).ConfigureAwait(false);
            while (_jobs.Count > 0)
                await RecordNextEndAsync(candidateOf, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _jobs.CancelAllAsync().ConfigureAwait(false);
            while (_jobs.Count > 0)
                await RecordNextEndAsync(candidateOf, CancellationToken.None).ConfigureAwait(false);
            await recorder.AppendAsync(new RunEvent.RunInterrupted("cancelled"), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task EnqueueAsync(RunEvent.RetrainPlanned plan, Func<CandidateId, RetrainCandidate> candidateOf, CancellationToken cancellationToken)
    {
        foreach (var id in plan.Candidates.OrderByDescending(LengthOf))
        {
            for (var replicate = 0; replicate < plan.SeedsOf(id); replicate++)
            {
                if (IsDone(id, replicate))
                    continue;
                var candidate = candidateOf(id);
                var job = JobOf(candidate, replicate, plan.Fidelity);
                if (Reuse is not null && await Reuse(candidate, job, cancellationToken).ConfigureAwait(false) is { } known)
                    await recorder.AppendAsync(new RunEvent.Retrained(id, replicate, candidate.Costs, known, true), cancellationToken).ConfigureAwait(false);
                else
                    await _jobs.EnqueueAsync(job, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RecordNextEndAsync(Func<CandidateId, RetrainCandidate> candidateOf, CancellationToken cancellationToken)
    {
        var (job, end) = await _jobs.NextEndAsync(cancellationToken).ConfigureAwait(false);
        RunEvent? outcome = end switch
        {
            JobReport.Finished finished => new RunEvent.Retrained(job.Candidate, job.Replicate, candidateOf(job.Candidate).Costs, finished.Evaluation, false, job.Seed),
            JobReport.Failed failed => new RunEvent.RetrainFailed(job.Candidate, job.Replicate, failed.Reason, failed.Detail),
            _ => null,
        };
        if (outcome is not null)
            await recorder.AppendAsync(outcome, CancellationToken.None).ConfigureAwait(false);
    }

    private bool IsDone(CandidateId id, int replicate) =>
        recorder.State.Retrained.Any(result => result.Candidate == id && result.Replicate == replicate)
        || recorder.State.RetrainFailures.Any(failure => failure.Candidate == id && failure.Replicate == replicate);

    private EvaluationJob JobOf(RetrainCandidate candidate, int replicate, Fidelity fidelity) => JobOf(recorder.State.Spec!, candidate, replicate, fidelity) with { TimeLimit = TimeLimit };
}
