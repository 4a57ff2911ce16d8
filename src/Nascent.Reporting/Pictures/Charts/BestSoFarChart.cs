using Nascent.Estimation;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
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
            ($"{RunWords.SearchScore(spec)} in the search", objective.Metric, Robust.Range(trials.Select(trial => trial.Metrics[objective.Metric]!.Value), objective.Maximise)));
        var (compared, best) = (Standing.Comparable(story.State), Standing.BestSoFar(story.State));
        if (Chance(story) is { } chance && best.Count > 0)
            plot.Band(best[^1] - chance, best[^1], "within chance of the best");
        var steps = new List<(double, double)>();
        for (var i = 0; i < compared.Count; i++)
        {
            if (i > 0)
                steps.Add((compared[i].Number, best[i - 1]));
            steps.Add((compared[i].Number, best[i]));
        }

        plot.Curve(steps, "best");
        foreach (var trial in trials)
            plot.Dot(trial.Number, plot.Y.Clip(trial.Metrics[objective.Metric]!.Value), 3.5,
                trial.Number == story.State.Winner?.Candidate.TrialNumber ? "dot winner" : compared.Contains(trial) ? "dot" : "dot lower",
                $"trial {trial.Number}: {Figures.Of(objective.Metric, trial.Metrics[objective.Metric])}");
        return plot.ToString();
    }

    /// <summary>How far below the best the choice of validation samples alone may put an equally good network: twice the standard error of a share. Null where accuracy does not decide.</summary>
    public static double? Chance(RunStory story) =>
        story.State.Spec is { } spec && spec.TrialObjectives[0].Metric == Metric.Accuracy.Name && story.Data is { } data && Standing.BestSoFar(story.State) is [.., var best]
            ? 2 * Math.Sqrt(best * (1 - best) / spec.Fidelity.Axis(Fidelity.HeldOut, data.Validation)) : null;
}
