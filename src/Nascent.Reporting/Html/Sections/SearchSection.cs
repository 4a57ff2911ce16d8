using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;

namespace Nascent.Reporting.Html.Sections;

/// <summary>How the search went.</summary>
internal static class SearchSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        var spec = story.State.Spec!;
        var lower = story.State.Trials.Any(trial => trial.Fidelity.Amount < spec.Fidelity.Amount);
        page.Section("search", "The search");
        page.Paragraph($"{Tally.Of(story.State)}, by {spec.Strategy.Name} at {(lower ? "up to " : "")}{spec.Fidelity}; {RunWords.SearchEnd(story.State.SearchEndReason)}.");
        page.Figure(LearningCurvesChart.Draw(story), "Learning curves on the validation part: thin for trials of the search, thick for full trainings (one line a seed). The colours are those of the table above.");
        page.Figure(ScoreAgainstCostChart.Draw(story), $"Score against cost: filled dots form the Pareto front (no other trial is at least as good and cheaper); hollow ones break a limit. {(spec.Constraints.IsEmpty ? "" : $"Limits: {string.Join(", ", spec.Constraints)}.")}");
        page.Figure(BestSoFarChart.Draw(story), $"Best so far: one dot a trained trial, the line is the best up to there.{Faint(lower)}");
        page.End();
    }

    private static string Faint(bool lower) => lower ? " Faint dots were trained less than the others, so that their scores are compared with each other alone." : "";
}
