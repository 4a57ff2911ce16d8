using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>Validation value by epoch: search trials thin, full trainings thick.</summary>
public static class LearningCurvesChart
{
    /// <summary>The picture, or null where there is no curve.</summary>
    public static string? Draw(RunStory story)
    {
        var spec = story.State.Spec!;
        var metric = spec.Objectives[0].Metric;
        var trials = story.State.Trials.Where(trial => trial.State != TrialState.Duplicate && trial.Curve.Length > 0).ToArray();
        var points = trials.SelectMany(trial => trial.Curve).Concat(story.Candidates.SelectMany(candidate => candidate.Runs).SelectMany(run => run.Evaluation.Curve)).ToArray();
        if (points.Length == 0)
            return null;
        var plot = Plot.Begin(
            "Learning curves", ("epochs", "", points.Select(point => point.Epoch)), ($"validation {Metric.TitleOf(metric)}", metric, Range(points.Select(point => point.Validation), spec.Objectives[0])), roomForEnds: story.Candidates.IsEmpty ? 0 : 12 + (6.6 * story.Candidates.Max(candidate => candidate.Label.Length)));
        var labels = new List<(double X, double Y, string Text)>();
        foreach (var trial in trials)
            if (trial.Curve.Length == 1)
                plot.Dot(trial.Curve[0].Epoch, Clip(plot, trial.Curve[0].Validation), 1.6, "dot-search", $"trial {trial.Number}");
            else
                plot.Curve(trial.Curve.Select(point => (point.Epoch, Clip(plot, point.Validation))), "curve-search", $"trial {trial.Number}");
        foreach (var candidate in story.Candidates.OrderBy(candidate => candidate.IsWinner))
            foreach (var run in candidate.Runs.Where(run => run.Evaluation.Curve.Length > 0))
            {
                if (run.Evaluation.Curve.Length == 1)
                    plot.Dot(run.Evaluation.Curve[0].Epoch, Clip(plot, run.Evaluation.Curve[0].Validation), 4, $"dot {Series.Of(story.Candidates, candidate)}", $"{candidate.Label}, seed {run.Replicate + 1}");
                plot.Curve(
                    run.Evaluation.Curve.Select(point => (point.Epoch, Clip(plot, point.Validation))), $"curve-full {Series.Of(story.Candidates, candidate)}",
                    $"{candidate.Label}, seed {run.Replicate + 1}: {Figures.Of(metric, run.Evaluation.Metrics[metric])}");
                if (run.Replicate == 0)
                    labels.Add((run.Evaluation.Curve[^1].Epoch, Clip(plot, run.Evaluation.Curve[^1].Validation), candidate.Label));
            }

        plot.Ends(labels);
        return plot.ToString();
    }

    // A few hopeless starts would flatten all else: the worst tenth does not stretch the axis.
    private static IEnumerable<double> Range(IEnumerable<double> values, Objective objective)
    {
        var sorted = values.Order().ToArray();
        var cut = sorted.Length / 10;
        return objective.Maximise ? sorted[cut..] : sorted[..^cut];
    }

    private static double Clip(Plot plot, double value) => plot.Y.Clip(value);
}
