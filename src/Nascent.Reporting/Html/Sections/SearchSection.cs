using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Html.Sections;

/// <summary>How the search went.</summary>
internal static class SearchSection
{
    // The estimator that trains each trial by itself; others have other words for what a trial costs.
    private const string Training = "train";

    public static void Write(HtmlPage page, RunStory story)
    {
        var spec = story.State.Spec!;
        var lower = story.State.Trials.Any(trial => trial.Fidelity.Amount < spec.Fidelity.Amount);
        page.Section("search", "The search");
        page.Paragraph($"{Tally.Of(story.State)}. Strategy: {spec.Strategy.Name}. {TrialWords(spec, story.Data, lower)} End of the search: {RunWords.SearchEnd(story.State.SearchEndReason)}.");
        if (RunWords.IdleRule(story.State) is { } idle)
            page.Paragraph(idle, "notice");
        page.Figure(LearningCurvesChart.Draw(story), "Learning curves on samples that were not trained on: thin lines are trials of the search, thick lines full trainings (one per seed). Colours as in the first chart. Trials train on less data, so compare thin lines with thin ones.");
        page.Figure(ScoreAgainstCostChart.Draw(story), $"Score and cost, one dot per trial. Filled dots are the Pareto front: no other trial is both better and cheaper.{(story.State.Trials.Any(trial => trial.State == TrialState.Succeeded && !Standing.Keeps(spec, trial)) ? $" Hollow dots break a limit ({string.Join(", ", spec.Constraints)})." : "")}{Cost(spec)}");
        page.Figure(BestSoFarChart.Draw(story), $"Best so far: one dot per trained trial; the line is the best until then.{(BestSoFarChart.Chance(story) is { } chance ? $" Grey: less than {Figures.DifferenceInWords(spec.TrialObjectives[0].Metric, chance)} behind the best, which the choice of validation samples alone may explain." : "")}{Faint(lower)}");
        page.End();
    }

    private static string Cost(RunSpec spec) => Metric.Find(ScoreAgainstCostChart.CostOf(spec)) is { } cost && !cost.Help.EndsWith(cost.Title, StringComparison.Ordinal) ? $" {char.ToUpperInvariant(cost.Title[0])}{cost.Title[1..]}: {cost.Help}." : "";

    private static string TrialWords(RunSpec spec, DataFacts? data, bool lower)
    {
        if (spec.SearchObjectives is not null)
            return $"A trial is scored by {spec.Estimator.Name}, without training.";
        if (spec.Estimator.Name != Training)
            return $"Fidelity of a trial: {(lower ? "up to " : "")}{spec.Fidelity}.";
        var samples = spec.Fidelity.Axis(Fidelity.DataShare, 1);
        var copies = string.Join("", new[] { Fidelity.Width, Fidelity.Depth, Fidelity.Resolution }.Where(axis => spec.Fidelity.Axis(axis, 1) < 1).Select(axis => $", {Percent(spec.Fidelity.Axis(axis, 1))} of the {axis}"));
        return $"A trial trains {(lower ? "up to " : "")}{spec.Fidelity.Axis(Fidelity.Epochs, 1):0.##} epochs on {(data is null ? Percent(samples) + " of the data" : $"{samples * data.Train:N0} samples")}{copies}.";
    }

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.#} %");

    private static string Faint(bool lower) => lower ? " Faint dots were trained for a shorter time, so their scores compare only with each other." : "";
}
