using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Search.Stopping;
using Nascent.Trials;

namespace Nascent.Runs.Replay;

/// <summary>A training of a run with its record: a result, or the reason of its failure.</summary>
internal sealed record ReplayTraining(string Name, EvaluationJob Job, Evaluation? Recorded, string? FailureReason)
{
    /// <summary>The trainings of a run that are the same wherever they are executed.</summary>
    /// <param name="state">The run.</param>
    /// <param name="ofTheMachine">Reasons of failures that are left out.</param>
    public static ReplayTraining[] Of(RunState state, ImmutableArray<string> ofTheMachine) =>
    [
        .. state.Trials.Where(trial => trial.DuplicateOf is null
                && (trial.HasResult || (trial.State == TrialState.Failed && !ofTheMachine.Contains(trial.Reason!))))
            .Select(trial => Trial(state, trial)),
        .. state.Retrained.Where(result => !result.Reused && result.Members.IsEmpty).Select(result => Full(state, result)),
        .. state.Final is { } final ? [Final(state, final)] : Array.Empty<ReplayTraining>(),
    ];

    private static ReplayTraining Trial(RunState state, Trial trial)
    {
        var candidate = CandidateId.Trial(trial.Number);
        var checkpoint = trial.ContinueFrom is { } from ? state.Trials[from].Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Weights) : null;
        var limit = trial.ContinueFrom is null ? state.Spec!.Workers.TrialTimeout : null; // what went on from a checkpoint took less time than it does now
        var job = new EvaluationJob(
            $"replay:{candidate}", candidate, trial.Genotype, trial.Fidelity, trial.Seed, 0, false, checkpoint, limit,
            Stopping: StopOrder.Of(state.Spec!, state.Trials, trial));
        return trial.HasResult
            ? new ReplayTraining(candidate.Text, job, new Evaluation(trial.Measured, trial.Cost, trial.Curve, trial.Artifacts) { Stop = trial.Stop }, null)
            : new ReplayTraining(candidate.Text, job, null, trial.Reason);
    }

    private static ReplayTraining Final(RunState state, RunEvent.FinallyTrained final)
    {
        var genotype = final.Candidate.TrialNumber is { } number ? state.Trials[number].Genotype : Genotypes.Genotype.Empty;
        var job = new EvaluationJob($"replay:{FinalPhase.JobIdOf(final.Candidate)}", final.Candidate, genotype, final.Fidelity, final.Seed, 0, true, null) { Course = final.Evaluation.Course };
        return new ReplayTraining(FinalPhase.JobIdOf(final.Candidate), job, final.Evaluation, null);
    }

    private static ReplayTraining Full(RunState state, RetrainResult result)
    {
        var id = RetrainPhase.JobIdOf(result.Candidate, result.Replicate);
        var genotype = result.Candidate.TrialNumber is { } number ? state.Trials[number].Genotype : Genotypes.Genotype.Empty;
        var job = new EvaluationJob($"replay:{id}", result.Candidate, genotype, state.Plan!.Fidelity, result.Seed, result.Replicate, true, null) { Course = result.Evaluation.Course };
        return new ReplayTraining(id, job, result.Evaluation, null);
    }
}
