using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Trials;

namespace Nascent.Cli.Display;

/// <summary>Recorded events that are worth a line, in words.</summary>
internal static class EventLines
{
    /// <summary>The line for an event; null if it is not worth one.</summary>
    public static string? Of(RunEvent what, RunState state) => what switch
    {
        RunEvent.RunStarted e => $"run {e.Spec.Name}: searching {e.Spec.Space["name"]} with {e.Spec.Strategy.Name}",
        RunEvent.RunResumed => $"resumed after {state.Trials.Count(trial => trial.IsFinished)} trials",
        RunEvent.SharedSearched e => $"shared weights: the search took {Figures.Time(e.Cost.Wall)}; trying {(e.Outcome.Candidates.Length == 1 ? "1 network" : $"{e.Outcome.Candidates.Length} networks")}, first {e.Outcome.Candidates[0]}{NoteOf(e.Outcome.Note)}",
        RunEvent.TrialSucceeded e => Trial(state.Trials[e.Number], state),
        RunEvent.TrialRejected e => $"trial {e.Number,4}  rejected      {e.Detail}",
        RunEvent.TrialDuplicated e => $"trial {e.Number,4}  duplicate     same network as trial {e.Of}",
        RunEvent.TrialFailed e => $"trial {e.Number,4}  failed        {e.Reason}: {FirstLine(e.Detail)}",
        RunEvent.TrialStopped { SoFar.Stop: { } stop } e => $"trial {e.Number,4}  stopped       after {stop.Epoch:0.##} epochs: forecast {stop.Forecast:0.####}, best so far {stop.Bar:0.####}",
        RunEvent.TrialStopped e => $"trial {e.Number,4}  unfinished    {(e.Reason == "time" ? RunWords.SearchEnd(e.Reason) : e.Reason)}",
        RunEvent.AttemptLost e => $"{JobName.Of(e.JobId)}: attempt {e.Attempt} lost ({FirstLine(e.Detail)})",
        RunEvent.SearchEnded e => $"search ended: {RunWords.SearchEnd(e.Reason)}; {Tally.Of(state)}",
        RunEvent.EstimatorChecked e => SharedAgreement.Of(state, e.Trials)?.Sentence,
        RunEvent.RetrainPlanned e when state.Retrained.Any(result => result.Candidate.TrialNumber is not null) =>
            $"time is left: {Name(e.Candidates.Last(id => id.TrialNumber is not null))} is trained in full too, for the ensemble",
        RunEvent.RetrainPlanned e => $"full training: {string.Join(", ", e.Candidates.Select(Name))}; {Seeds(e, RunWords.Replicate(state.Spec))}, {e.Fidelity.Axis(Fidelity.Epochs, 1):0.##} epochs",
        RunEvent.Retrained e => $"{RunWords.Training(e.Candidate, e.Replicate, state.Spec)}: validation {Title(state)} {Figures.Of(Metric(state), e.Evaluation.Metrics[Metric(state)])}{(e.Reused ? " (reused from an earlier run)" : $" in {Figures.Time(e.Evaluation.Cost.Wall)}")}{NoteOf(e.Evaluation.Note)}",
        RunEvent.RetrainFailed e => $"{RunWords.Training(e.Candidate, e.Replicate, state.Spec)}: full training failed ({e.Reason}: {FirstLine(e.Detail)})",
        RunEvent.WinnerChosen e => $"chosen: {Name(e.Candidate)}, with the best mean on the validation set{(state.Spec?.Retrain.Final == true || e.Candidate == CandidateId.Ensemble ? "" : $"; {RunWords.Replicate(state.Spec)} {e.Replicate + 1} is deployed")}",
        RunEvent.FinallyTrained e => $"{Name(e.Candidate)}: {(e.Evaluation.Curve.IsEmpty ? "fitted" : "trained")} once more, {FinalWords.Length(e.Evaluation)} on the validation set too, in {Figures.Time(e.Evaluation.Cost.Wall)}; these weights are deployed{NoteOf(e.Evaluation.Note)}",
        RunEvent.FinalTrainingFailed e => $"{Name(e.Candidate)}: the last training failed ({e.Reason}: {FirstLine(e.Detail)}); the weights by which it was chosen are deployed",
        RunEvent.TestScored e => $"{RunWords.Training(e.Candidate, e.Replicate, state.Spec)}: test {Title(state)} {Figures.Of(Metric(state), e.Metrics[Metric(state)])}",
        RunEvent.Deployed e => $"exported: same outputs as the trained model on {e.Deployment.ParitySamples} test inputs; {Figures.Milliseconds(e.Deployment.LatencyMedianMs)} per sample",
        RunEvent.RunInterrupted => "interrupted",
        _ => null,
    };

    /// <summary>What people call a candidate.</summary>
    public static string Name(CandidateId candidate) => candidate.Label;

    private static string Seeds(RunEvent.RetrainPlanned plan, string word)
    {
        string Count(int seeds) => seeds == 1 ? $"1 {word}" : $"{seeds} {word}s";
        return plan.BaselineSeeds is { } fewer && fewer != plan.Seeds ? $"{Count(plan.Seeds)} per found network, {Count(fewer)} per baseline" : $"{Count(plan.Seeds)} each";
    }

    private static string Trial(Trial trial, RunState state)
    {
        var best = Standing.Best(state)?.Number == trial.Number ? "  best so far" : "";
        var objective = state.Spec!.TrialObjectives[0].Metric;
        var epochs = trial.Fidelity.Equals(state.Spec.Fidelity) ? "" : $"  {trial.Fidelity.Axis(Fidelity.Epochs, 1):0.###} epochs";
        return $"trial {trial.Number,4}  {Figures.Of(objective, trial.Metrics[objective]),-12}  {Figures.Of("params", trial.Metrics["params"]),8} params  {Figures.Time(trial.Cost.Wall),7}{epochs}{best}{NoteOf(trial.Note)}";
    }

    private static string NoteOf(string? note) => note is null ? "" : $"  {note}";

    private static string Metric(RunState state) => state.Spec!.Objectives[0].Metric;

    private static string Title(RunState state) => Tasks.Metric.TitleOf(Metric(state));

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;
}
