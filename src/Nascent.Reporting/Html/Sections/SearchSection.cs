using Nascent.Journal;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Tasks;

namespace Nascent.Reporting.Html.Sections;

/// <summary>How the search went.</summary>
internal static class SearchSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        var spec = story.State.Spec!;
        var lower = story.State.Trials.Any(trial => trial.Fidelity.Amount < spec.Fidelity.Amount);
        page.Section("search", "The search");
        page.Paragraph($"{Tally.Of(story.State)}. Strategy: {spec.Strategy.Name}. Fidelity of a trial: {(lower ? "up to " : "")}{spec.Fidelity}. End of the search: {RunWords.SearchEnd(story.State.SearchEndReason)}.");
        if (RunWords.IdleRule(story.State) is { } idle)
            page.Paragraph(idle, "notice");
        page.Figure(LearningCurvesChart.Draw(story), "Learning curves on the validation set: thin lines are trials of the search, thick lines full trainings (one per seed). Colours as in the first chart.");
        page.Figure(ScoreAgainstCostChart.Draw(story), $"Score and cost, one dot per trial. Filled dots are the Pareto front: no other trial is both better and cheaper.{(spec.Constraints.IsEmpty ? "" : $" Hollow dots break a limit ({string.Join(", ", spec.Constraints)}).")}{Cost(spec)}");
        page.Figure(BestSoFarChart.Draw(story), $"Best so far: one dot per trained trial; the line is the best until then.{Faint(lower)}");
        page.End();
    }

    private static string Cost(RunSpec spec) => Metric.Find(ScoreAgainstCostChart.CostOf(spec)) is { } cost && !cost.Help.EndsWith(cost.Title, StringComparison.Ordinal) ? $" {char.ToUpperInvariant(cost.Title[0])}{cost.Title[1..]}: {cost.Help}." : "";

    private static string Faint(bool lower) => lower ? " Faint dots were trained for a shorter time, so their scores compare only with each other." : "";
}
