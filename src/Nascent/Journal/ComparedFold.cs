using System.Globalization;
using System.Text;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Journal;

/// <summary>The part of a run's state that is the same for the same specification, on any machine, however often it was interrupted.</summary>
/// <remarks>
/// Left out are times and costs, which a clock gives; attempts, workers and resumes; messages behind reasons, and notes; and where files lie (their checksums
/// stay). Events are recorded as they happen, so that two runs are compared by this, and not event by event.
/// </remarks>
public static class ComparedFold
{
    /// <summary>One line for each trial and each full training, then the end: equal for equal runs.</summary>
    public static string TextOf(RunState state)
    {
        var text = new StringBuilder();
        if (state.SharedSearch is { Outcome: var shared })
            Append(text, $"shared {string.Join(' ', shared.Candidates)} {string.Join(' ', shared.Looks.Select(look => $"{look.Step}:{Number(look.Loss)}:{Number(look.Validation)}:{Number(look.Undecided)}:{look.Preferred}"))}");
        foreach (var trial in state.Trials)
            Append(text, $"trial {trial.Number} [{trial.Genotype}] {trial.Fidelity} {trial.State} reason={trial.Reason} of={trial.DuplicateOf} from={trial.ContinueFrom} seed={trial.Seed} key={trial.Key.Text} {Results(trial.Metrics, trial.Curve, trial.Artifacts)}{(trial.Stop is { } stop ? $" {stop}" : "")}");
        if (state.Check is { } check)
            Append(text, $"checked {string.Join(' ', check.Trials.Select(one => $"{one.Trial}:{(one.Value is { } value ? Number(value) : "")}:{string.Join(':', one.ByStage.Select(Number))}"))} {check.Estimator}");
        foreach (var result in state.Retrained.OrderBy(result => result.Candidate.Text, StringComparer.Ordinal).ThenBy(result => result.Replicate))
            Append(text, $"retrained {result.Candidate}#{result.Replicate} seed={result.Seed} {Results(result.Evaluation.Metrics, result.Evaluation.Curve, result.Evaluation.Artifacts)} test {Numbers(result.Test ?? Metrics.None)}");
        foreach (var failure in state.RetrainFailures.OrderBy(failure => failure.Candidate.Text, StringComparer.Ordinal).ThenBy(failure => failure.Replicate))
            Append(text, $"retraining failed {failure.Candidate}#{failure.Replicate} reason={failure.Reason}");
        Append(text, $"search ended={state.SearchEndReason} winner={state.Winner?.Candidate}#{state.Winner?.Replicate} phase={state.Phase}");
        return text.ToString();
    }

    private static string Results(Metrics metrics, IEnumerable<CurvePoint> curve, IEnumerable<ArtifactRef> artifacts) =>
        $"metrics {Numbers(metrics)} curve {string.Join(' ', curve.Select(point => $"{Number(point.Epoch)}:{Number(point.TrainLoss)}:{Number(point.Validation)}"))}"
        + $" files {string.Join(' ', artifacts.Select(artifact => $"{artifact.Kind}:{artifact.Sha256}"))}";

    private static string Numbers(Metrics metrics) =>
        string.Join(' ', metrics.Values.Where(metric => Tasks.Metric.Find(metric.Key) is not { IsTimed: true }).Select(metric => $"{metric.Key}={Number(metric.Value)}"));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, string line) => text.Append(line).Append('\n');
}
