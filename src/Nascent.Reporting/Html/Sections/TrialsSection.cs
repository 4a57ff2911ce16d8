using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Html.Sections;

/// <summary>Every trial, and what failed and why.</summary>
internal static class TrialsSection
{
    private const int MostRows = 500;

    public static void Write(HtmlPage page, RunStory story)
    {
        var (state, spec) = (story.State, story.State.Spec!);
        var (metric, cost) = (spec.TrialObjectives[0].Metric, ScoreAgainstCostChart.CostOf(spec));
        page.Section("trials", "Trials", folded: true);
        var failed = state.Trials.Where(trial => trial.State is TrialState.Failed or TrialState.Rejected or TrialState.Stopped && trial.Stop is null).ToArray();
        if (failed.Length == 0)
            page.Paragraph("No trial failed, was rejected or was left unfinished.");
        else
            page.Table(["end", "reason", "#trials", "example"], failed.GroupBy(trial => (trial.State, trial.Reason)).OrderByDescending(group => group.Count())
                .Select(group => ((IReadOnlyList<string>)[Word(group.First(), state), group.Key.Reason ?? "–", group.Count().ToString(), $"trial {group.First().Number}: {group.First().Detail ?? group.Key.Reason}"], "")));
        var lost = state.LostAttempts.Values.Sum();
        if (lost > 0)
            page.Paragraph($"{lost} {(lost == 1 ? "attempt was" : "attempts were")} lost when a worker ended, and repeated.");
        page.Fold($"All {state.Trials.Count} trials", fold =>
        {
            fold.Table(
                ["#trial", "end", "#epochs", $"#{Metric.TitleOf(metric)}", $"#{Metric.TitleOf(cost)}", "#seconds", "genotype"],
                state.Trials.Take(MostRows).Select(trial => ((IReadOnlyList<string>)
                [
                    trial.Number.ToString(), trial.State == TrialState.Duplicate ? $"same as {trial.DuplicateOf}" : Word(trial, state) + (trial.Reason is null ? "" : $" ({trial.Reason})"),
                    trial.Fidelity.Axes.TryGetValue(Fidelity.Epochs, out var epochs) ? epochs.ToString("0.###") : "–", Figures.Of(metric, trial.Metrics[metric]), Figures.Of(cost, trial.Metrics[cost]), trial.Cost.Wall.TotalSeconds.ToString("0.0"), trial.Genotype.ToString(),
                ], trial.Number == state.Winner?.Candidate.TrialNumber ? "winner" : "")));
            if (state.Trials.Count > MostRows)
                fold.Paragraph($"Only the first {MostRows} are shown. The journal has all of them.");
        });
        page.End();
    }

    private static string Word(Trial trial, RunState run) => trial.State switch
    {
        TrialState.Succeeded => RunWords.Judged(run),
        TrialState.Stopped => trial.Stop is null ? "unfinished" : "stopped early",
        TrialState.Rejected => "rejected before training",
        _ => trial.State.ToString().ToLowerInvariant(),
    };
}
