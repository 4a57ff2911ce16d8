using Nascent.Cli.Outcome;
using Nascent.Search;

namespace Nascent.Cli.Reporting.Charts;

/// <summary>Every trained trial in the order of proposal, with the best value so far.</summary>
internal static class BestSoFarChart
{
    /// <summary>The picture, or null where nothing was trained.</summary>
    public static string? Draw(RunStory story)
    {
        var spec = story.State.Spec!;
        var objective = spec.Objectives[0];
        var trials = story.State.Trials.Where(trial => trial.State == TrialState.Succeeded && Standing.Keeps(spec, trial)).ToArray();
        if (trials.Length == 0)
            return null;
        var plot = Plot.Begin(
            "Best so far", ("trial", "", trials.Select(trial => (double)trial.Number)),
            ($"validation {objective.Metric} in the search", objective.Metric, trials.Select(trial => trial.Metrics[objective.Metric]!.Value)));
        var best = Standing.BestSoFar(story.State);
        var steps = new List<(double, double)>();
        for (var i = 0; i < trials.Length; i++)
        {
            if (i > 0)
                steps.Add((trials[i].Number, best[i - 1]));
            steps.Add((trials[i].Number, best[i]));
        }

        plot.Curve(steps, "best");
        foreach (var trial in trials)
            plot.Dot(trial.Number, trial.Metrics[objective.Metric]!.Value, 3.5, trial.Number == story.State.Winner?.Candidate.TrialNumber ? "dot winner" : "dot",
                $"trial {trial.Number}: {Figures.Of(objective.Metric, trial.Metrics[objective.Metric])}");
        return plot.ToString();
    }
}
