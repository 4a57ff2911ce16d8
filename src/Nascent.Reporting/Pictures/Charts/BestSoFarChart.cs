using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Trials;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>Every trained trial in the order of proposal, with the best value so far of those whose values can be compared.</summary>
public static class BestSoFarChart
{
    /// <summary>The picture, or null where nothing was trained.</summary>
    public static string? Draw(RunStory story)
    {
        var spec = story.State.Spec!;
        var objective = spec.TrialObjectives[0];
        var trials = story.State.Trials.Where(trial => trial.State == TrialState.Succeeded && Standing.Keeps(spec, trial)).ToArray();
        if (trials.Length == 0)
            return null;
        var plot = Plot.Begin(
            "Best so far", ("trial", "", trials.Select(trial => (double)trial.Number)),
            ($"{RunWords.SearchScore(spec)} in the search", objective.Metric, trials.Select(trial => trial.Metrics[objective.Metric]!.Value)));
        var (compared, best) = (Standing.Comparable(story.State), Standing.BestSoFar(story.State));
        var steps = new List<(double, double)>();
        for (var i = 0; i < compared.Count; i++)
        {
            if (i > 0)
                steps.Add((compared[i].Number, best[i - 1]));
            steps.Add((compared[i].Number, best[i]));
        }

        plot.Curve(steps, "best");
        foreach (var trial in trials)
            plot.Dot(trial.Number, trial.Metrics[objective.Metric]!.Value, 3.5,
                trial.Number == story.State.Winner?.Candidate.TrialNumber ? "dot winner" : compared.Contains(trial) ? "dot" : "dot lower",
                $"trial {trial.Number}: {Figures.Of(objective.Metric, trial.Metrics[objective.Metric])}");
        return plot.ToString();
    }
}
