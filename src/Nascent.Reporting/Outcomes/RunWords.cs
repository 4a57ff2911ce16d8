using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search.Stopping;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>Phases and endings in words.</summary>
public static class RunWords
{
    /// <summary>How far a run has come, in a sentence's middle.</summary>
    public static string Phase(RunState state) => (state.Phase, state.IsInterrupted) switch
    {
        (RunPhase.Finished, _) => "finished",
        (RunPhase.Empty, _) => "nothing recorded yet",
        (var phase, true) => $"interrupted while {Doing(phase, state)}",
        (var phase, false) => Doing(phase, state),
    };

    /// <summary>A run's state as one word: what <c>show --json</c> gives.</summary>
    public static string State(RunState state) => state.IsInterrupted ? "interrupted" : state.Phase switch
    {
        RunPhase.Empty => "empty",
        RunPhase.Searching => "searching",
        RunPhase.Retraining => "retraining",
        RunPhase.Deploying => "deploying",
        _ => "finished",
    };

    /// <summary>Why a search ended, in words.</summary>
    public static string SearchEnd(string? reason) => reason switch
    {
        null => "still running",
        "trials" => "the number of trials is reached",
        "time" => "the time for the search is over",
        _ => reason,
    };

    /// <summary>What the search ranks trials by, such as <c>validation accuracy</c>.</summary>
    public static string SearchScore(RunSpec spec) => spec.SearchObjectives is null ? $"{(spec.Fidelity.Axis(Fidelity.HeldOut, 0) > 0 ? "held-out" : "validation")} {Metric.TitleOf(spec.Objectives[0].Metric)}" : spec.TrialObjectives[0].Metric;

    /// <summary>What tells one full training of a candidate from the others: its seed, or the fold that it leaves out.</summary>
    public static string Replicate(RunSpec? spec) => spec?.Retrain.Folds > 1 ? "fold" : "seed";

    /// <summary>A full training, such as <c>trial 17, seed 2</c>; an ensemble is made once.</summary>
    public static string Training(CandidateId candidate, int replicate, RunSpec? spec) => candidate == CandidateId.Ensemble ? candidate.Label : $"{candidate.Label}, {Replicate(spec)} {replicate + 1}";

    /// <summary>What a trial that came to its end was: trained, or only scored.</summary>
    public static string Judged(RunState state) => state.Spec?.SearchObjectives is null ? "trained" : "scored";

    private static string Doing(RunPhase phase, RunState state) => phase switch
    {
        RunPhase.Searching => "searching",
        RunPhase.Retraining => "fully training the best networks",
        RunPhase.Deploying when state is { Spec.Retrain.Final: true, Final: null, FinalFailure: null, Deployed: null } => "training the chosen model once more",
        _ => "checking the chosen model",
    };

    /// <summary>That the rule of early stopping has compared nothing, and so stops nothing; null where it works, or few trials have ended.</summary>
    public static string? IdleRule(RunState state) => state.Spec is { } spec && StopOrder.ComparesNothing(spec, state.Trials)
        ? $"Early stopping by '{spec.EarlyStopping!.Name}' has compared nothing: the learning curves do not show {spec.TrialObjectives[0].Metric}{(spec.Constraints.IsEmpty ? "" : ", or no trial keeps the limits")}. No trial is stopped early." : null;
}
