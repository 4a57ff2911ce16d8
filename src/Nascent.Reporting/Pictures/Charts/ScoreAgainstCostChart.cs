using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>Every trained trial by its cost and its search score, with those marked that no other beats in both.</summary>
public static class ScoreAgainstCostChart
{
    /// <summary>The cost that is drawn: that of the first costly objective, or of the first limit but that on work, which a budget sets; else the parameters.</summary>
    public static string CostOf(RunSpec spec) => spec.Objectives.Skip(1).Select(objective => objective.Metric)
        .Concat(spec.Constraints.Select(constraint => constraint.Metric))
        .FirstOrDefault(metric => metric != Metric.Work.Name && Metric.Find(metric) is null or { HigherIsBetter: false, JudgesPredictions: false }) ?? Metric.Parameters.Name;

    /// <summary>The picture, or null where nothing was trained.</summary>
    public static string? Draw(RunStory story)
    {
        var spec = story.State.Spec!;
        var objective = spec.TrialObjectives[0];
        var cost = CostOf(spec);
        var trials = story.State.Trials.Where(trial => trial.State == TrialState.Succeeded && trial.Metrics[objective.Metric] is not null && trial.Metrics[cost] > 0).ToArray();
        if (trials.Length == 0)
            return null;
        var (limit, values) = (spec.Constraints.FirstOrDefault(constraint => constraint.Metric == cost), Robust.Range(trials.Select(trial => trial.Metrics[objective.Metric]!.Value), objective.Maximise));
        var plot = Plot.Begin(
            $"{Metric.TitleOf(objective.Metric)} and {Metric.TitleOf(cost)}", ($"{Metric.TitleOf(cost)}, logarithmic", cost, trials.Select(trial => trial.Metrics[cost]!.Value).Concat(limit is null ? [] : [limit.Bound])),
            ($"{RunWords.SearchScore(spec)} in the search", objective.Metric, values), logarithmic: true);
        var highest = Standing.Comparable(story.State).Select(trial => trial.Fidelity.Amount).FirstOrDefault();
        var front = Front(trials.Where(trial => trial.Fidelity.Amount >= highest), objective, cost);
        if (limit is not null)
            plot.Limit(limit.Bound, $"limit {limit}");
        plot.Curve(Stairs(front, objective.Metric, cost), "front");
        var winner = story.State.Winner?.Candidate.TrialNumber;
        foreach (var trial in trials.OrderBy(trial => trial.Number == winner))
        {
            var style = trial.Number == winner ? "dot winner" : front.Contains(trial) ? "dot on-front" : !Standing.Keeps(spec, trial) ? "dot broken" : trial.Fidelity.Amount >= highest ? "dot" : "dot lower";
            plot.Dot(
                trial.Metrics[cost]!.Value, plot.Y.Clip(trial.Metrics[objective.Metric]!.Value), trial.Number == winner ? 7 : 4.5, style,
                $"trial {trial.Number}: {Figures.Of(objective.Metric, trial.Metrics[objective.Metric])}, {Figures.Of(cost, trial.Metrics[cost])} {cost}");
        }

        return plot.ToString();
    }

    /// <summary>A front as steps: at each cost, the best value that is no dearer.</summary>
    private static IEnumerable<(double X, double Y)> Stairs(IReadOnlyList<Trial> front, string metric, string cost)
    {
        for (var i = 0; i < front.Count; i++)
        {
            if (i > 0)
                yield return (front[i].Metrics[cost]!.Value, front[i - 1].Metrics[metric]!.Value);
            yield return (front[i].Metrics[cost]!.Value, front[i].Metrics[metric]!.Value);
        }
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
