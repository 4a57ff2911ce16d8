using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>The test value of every full training, one row per candidate, with the mean and what the test samples leave open of it.</summary>
public static class SeedsChart
{
    private const double Wide = 560, Left = 170, Right = 76, RowHeight = 28, Bottom = 44;

    /// <summary>The picture, or null where the test part was not read.</summary>
    public static string? Draw(RunStory story)
    {
        var metric = story.State.Spec!.Objectives[0].Metric;
        var rows = story.Candidates.Where(candidate => candidate.Test is not null).ToArray();
        if (rows.Length == 0)
            return null;
        var high = (rows.Length * RowHeight) + Bottom + 6;
        var svg = new Svg(Wide, high, $"Test {Metric.TitleOf(metric)} by network and seed");
        var intervals = rows.Select(row => story.IntervalOf(row)).ToArray();
        var deployed = story.State.Final is null ? null : story.State.Deployed?.Metrics[metric];
        var scale = Scale.Over(
            rows.SelectMany(row => row.Runs).Select(run => run.Test?[metric]).OfType<double>().Concat(intervals.SelectMany(interval => interval is { } known ? new[] { known.Low, known.High } : [])).Concat(deployed is { } last ? [last] : []),
            Left, Wide - Right, margin: 0.1);
        foreach (var tick in scale.Ticks(5))
        {
            svg.Line(scale.At(tick), 6, scale.At(tick), high - Bottom, "grid");
            svg.Text(scale.At(tick), high - Bottom + 18, scale.Label(metric, tick), "tick", "middle");
        }

        svg.Text((Left + Wide - Right) / 2, high - 6, $"test {Metric.TitleOf(metric)}", "title", "middle");
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, y) = (rows[i], 6 + ((i + 0.5) * RowHeight));
            var style = Series.Of(story.Candidates, row);
            svg.Text(Left - 14, y + 4, row.IsWinner ? $"{row.Label} (chosen)" : row.Label, row.IsWinner ? "label strong" : "label", "end");
            if (intervals[i] is { } interval)
                svg.Rectangle(scale.At(interval.Low), y - 6, scale.At(interval.High) - scale.At(interval.Low), 12, "interval", corner: 3, tooltip: $"{row.Label}: {Figures.Of(metric, interval.Low)} to {Figures.Of(metric, interval.High)}");
            svg.Line(scale.At(row.Test!.Mean), y - 9, scale.At(row.Test.Mean), y + 9, $"mean {style}");
            foreach (var run in row.Runs.Where(run => run.Test is not null))
                svg.Circle(scale.At(run.Test![metric]!.Value), y, 4, $"dot {style}", $"{RunWords.Training(row.Candidate, run.Replicate, story.State.Spec)}: {Figures.Of(metric, run.Test[metric])}");
            if (row.IsWinner && deployed is { } value)
                svg.Circle(scale.At(value), y, 5.5, "deployed", $"deployed, after the last training: {Figures.Of(metric, value)}");
            svg.Text(Wide - Right + 12, y + 4, Figures.Of(metric, row.Test.Mean), row.IsWinner ? "label strong" : "label");
        }

        return svg.ToString();
    }
}
