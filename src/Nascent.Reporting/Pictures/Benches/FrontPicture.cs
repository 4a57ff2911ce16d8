using Nascent.Reporting.Benches;

namespace Nascent.Reporting.Pictures.Benches;

/// <summary>For two objectives: the table's front, and the front of each strategy's middle search by hypervolume.</summary>
public static class FrontPicture
{
    /// <summary>The picture, or null where there are not two objectives or no front was found.</summary>
    public static Picture? Draw(BenchResult result)
    {
        if (result.Problem.Objectives is not [var first, var second])
            return null;
        (double X, double Y) At(int row) => (result.Truth.SignalOf(row, second.Metric), result.Truth.SignalOf(row, first.Metric));
        (double X, double Y)[] PointsOf(IEnumerable<int> rows) => [.. rows.Where(row => result.Truth.HypervolumeOf([row]) > 0).Select(At).OrderBy(point => point.X)];
        var fronts = result.Compared.OrderBy(i => result.Rows[i].MeanRank ?? 0).Select(i => (Strategy: i, Points: PointsOf(Middle(result, i)))).Where(front => front.Points.Length > 0).ToArray();
        if (fronts.Length == 0)
            return null;
        var best = PointsOf(result.Truth.Front);
        if (best.Length == 0)
            return null;
        var all = best.Concat(fronts.SelectMany(front => front.Points)).ToArray();
        var ratios = all.Min(point => point.X) > 0 && all.Max(point => point.X) / all.Min(point => point.X) > 30;
        var ideal = new PictureStyle(Stroke: BenchInk.Dark, Width: 1.4);
        var axes = BenchAxes.Begin(
            $"{result.Name}: fronts after {result.Budget}",
            $"Values at the fidelity that searches see. Per strategy: the median search of {result.Repeats:N0} by hypervolume, above the reference point {string.Join(", ", result.Truth.Reference.Select(BenchInk.Number))}",
            ($"{second.Metric}, {(second.Maximise ? "maximised" : "minimised")}{(ratios ? " (logarithmic)" : "")}", (start, end) => ratios ? Scale.Ratios(all.Select(point => point.X), start, end) : Scale.Over(all.Select(point => point.X), start, end)),
            ($"{first.Metric}, {(first.Maximise ? "maximised" : "minimised")}", (start, end) => Scale.Over(all.Select(point => point.Y), start, end)),
            [("the table's front", ideal, false), .. fronts.Select(front => (result.Outcomes[front.Strategy].Strategy, Dot(front.Strategy), true))]);
        axes.Picture.Line(axes.At(Stairs(best, second.Maximise)), ideal);
        foreach (var (x, y) in axes.At(best))
            axes.Picture.Circle(x, y, 2, new PictureStyle(Fill: BenchInk.Dark));
        foreach (var (strategy, points) in fronts.Reverse())
        {
            axes.Picture.Line(axes.At(Stairs(points, second.Maximise)), BenchInk.LineOf(strategy) with { Width = 1, Opacity = 0.6 });
            foreach (var (x, y) in axes.At(points))
                axes.Picture.Circle(x, y, 4, Dot(strategy));
        }

        return axes.Picture;
    }

    // What a front reaches between two of its points is the one that is no better in the second objective.
    private static IEnumerable<(double X, double Y)> Stairs((double X, double Y)[] points, bool maximise)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if (i > 0)
                yield return maximise ? (points[i - 1].X, points[i].Y) : (points[i].X, points[i - 1].Y);
            yield return points[i];
        }
    }

    private static PictureStyle Dot(int strategy) => new(Fill: BenchInk.ColourOf(strategy), Stroke: "#ffffff", Width: 1);

    private static IEnumerable<int> Middle(BenchResult result, int strategy)
    {
        var repeats = result.Outcomes[strategy].Repeats.OrderBy(repeat => repeat.Hypervolume).ToArray();
        return repeats[repeats.Length / 2].Front;
    }
}
