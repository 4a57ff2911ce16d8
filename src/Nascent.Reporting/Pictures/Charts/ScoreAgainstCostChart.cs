using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>Every trained trial by its cost and its search score, with those marked that no other beats in both.</summary>
public static class ScoreAgainstCostChart
{
    /// <summary>The cost that is drawn: that of the first costly objective or limit, else the parameters.</summary>
    public static string CostOf(RunSpec spec) => spec.Objectives.Skip(1).Select(objective => objective.Metric)
        .Concat(spec.Constraints.Select(constraint => constraint.Metric))
        .FirstOrDefault(metric => Metric.Find(metric) is null or { HigherIsBetter: false, JudgesPredictions: false }) ?? Metric.Parameters.Name;

    /// <summary>The picture, or null where nothing was trained.</summary>
    public static string? Draw(RunStory story)
    {
        var spec = story.State.Spec!;
        var objective = spec.TrialObjectives[0];
        var cost = CostOf(spec);
        var trials = story.State.Trials.Where(trial => trial.State == TrialState.Succeeded && trial.Metrics[objective.Metric] is not null && trial.Metrics[cost] > 0).ToArray();
        if (trials.Length == 0)
            return null;
        var plot = Plot.Begin(
            $"{Metric.TitleOf(objective.Metric)} and {Metric.TitleOf(cost)}", ($"{Metric.TitleOf(cost)}, logarithmic", cost, trials.Select(trial => trial.Metrics[cost]!.Value)),
            ($"{RunWords.SearchScore(spec)} in the search", objective.Metric, trials.Select(trial => trial.Metrics[objective.Metric]!.Value)), logarithmic: true);
        var highest = Standing.Comparable(story.State).Select(trial => trial.Fidelity.Amount).FirstOrDefault();
        var front = Front(trials.Where(trial => trial.Fidelity.Amount >= highest), objective, cost);
        plot.Curve(front.Select(trial => (trial.Metrics[cost]!.Value, trial.Metrics[objective.Metric]!.Value)), "front");
        var winner = story.State.Winner?.Candidate.TrialNumber;
        foreach (var trial in trials.OrderBy(trial => trial.Number == winner))
        {
            var style = trial.Number == winner ? "dot winner" : front.Contains(trial) ? "dot on-front" : !Standing.Keeps(spec, trial) ? "dot broken" : trial.Fidelity.Amount >= highest ? "dot" : "dot lower";
            plot.Dot(
                trial.Metrics[cost]!.Value, trial.Metrics[objective.Metric]!.Value, trial.Number == winner ? 7 : 4.5, style,
                $"trial {trial.Number}: {Figures.Of(objective.Metric, trial.Metrics[objective.Metric])}, {Figures.Of(cost, trial.Metrics[cost])} {cost}");
        }

        return plot.ToString();
    }

    /// <summary>The trials that no other beats in both, by rising cost.</summary>
    public static IReadOnlyList<Trial> Front(IEnumerable<Trial> trials, Objective objective, string cost)
    {
        var front = new List<Trial>();
        foreach (var trial in trials.OrderBy(trial => trial.Metrics[cost]).ThenByDescending(trial => objective.Score(trial.Metrics)).ThenBy(trial => trial.Number))
            if (front.Count == 0 || objective.Score(trial.Metrics) > objective.Score(front[^1].Metrics))
                front.Add(trial);
        return front;
    }
}
