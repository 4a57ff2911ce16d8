using Nascent.Estimation;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Tasks;

namespace Nascent.Reporting.Html.Sections;

/// <summary>The networks that were trained in full, beside each other.</summary>
internal static class CandidatesSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (story.Candidates.IsEmpty)
            return;
        var (metric, searched) = (story.State.Spec!.Objectives[0].Metric, story.State.Spec.TrialObjectives[0].Metric);
        page.Section("candidates", "Found networks and baselines");
        page.Table(
            ["network", $"#search {Metric.TitleOf(searched)}", $"#validation {Metric.TitleOf(metric)}", $"#test {Metric.TitleOf(metric)}", "#parameters", "#MACs", "#peak memory", $"#{RunWords.Replicate(story.State.Spec)}s"],
            story.Candidates.Select(candidate => ((IReadOnlyList<string>)
            [
                candidate.Label + (candidate.IsWinner ? " (chosen)" : candidate.Candidate.BaselineName is null ? "" : candidate.IsReused ? " (baseline, reused)" : " (baseline)"),
                Figures.Of(searched, candidate.SearchValue), Figures.Of(metric, candidate.Validation), Figures.Of(metric, candidate.Test),
                Figures.Of("params", candidate.Costs["params"]), Figures.Of("macs", candidate.Costs["macs"]), Figures.Of("memory", candidate.Costs["memory"]),
                candidate.Runs.Length.ToString(),
            ], Series.Of(story.Candidates, candidate))));
        if (story.State.Plan is { } plan)
            page.Paragraph($"Full training: {Epochs(plan.Fidelity.Axis(Fidelity.Epochs, 0))}.", "caption");
        foreach (var failure in story.State.RetrainFailures)
            page.Paragraph($"{RunWords.Training(failure.Candidate, failure.Replicate, story.State.Spec)}, failed in full training ({failure.Reason}): {failure.Detail}", "notice");
        page.End();
    }

    private static string Epochs(double count) => count == 1 ? "1 epoch" : $"{count:0.##} epochs";
}
