using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;

namespace Nascent.Reporting.Pictures.Benches;

/// <summary>The critical-difference diagram (Demšar 2006, section 3.2.4): mean ranks on a line, bars over strategies that are not told apart.</summary>
public static class RanksPicture
{
    private const double Axis = 520, Row = 24, Top = 118, Bar = 9;

    /// <summary>The picture.</summary>
    /// <param name="title">What was compared.</param>
    /// <param name="sub">Over what.</param>
    /// <param name="strategies">The names.</param>
    /// <param name="comparison">Their comparison.</param>
    public static Picture Draw(string title, string sub, IReadOnlyList<string> strategies, StrategyComparison comparison)
    {
        var ranks = comparison.Friedman.MeanRanks;
        int[] order = [.. Enumerable.Range(0, strategies.Count).OrderBy(i => ranks[i])];
        var named = order.Select(i => $"{strategies[i]}  {ranks[i]:0.00}").ToArray();
        var side = named.Max(name => PngPicture.WidthOf(name, BenchInk.Label)) + 44;
        var bars = BarsOf(order, ranks, comparison.CriticalDifference);
        var rows = (order.Length + 1) / 2;
        var first = Top + 26 + (bars.Count * Bar);
        var width = Math.Max((2 * side) + Axis, 48 + Math.Max(PngPicture.WidthOf(title, BenchInk.Title), PngPicture.WidthOf(sub, BenchInk.Sub)));
        var picture = new Picture(Math.Ceiling(width), first + (rows * Row) + 12, title);
        var scale = new Scale(1, order.Length, side, side + Axis);
        picture.Text(24, 28, title, BenchInk.Title);
        picture.Text(24, 48, sub, BenchInk.Sub);
        DrawAxis(picture, scale, order.Length, Math.Min(comparison.CriticalDifference, order.Length - 1), comparison.CriticalDifference);
        foreach (var ((from, to), i) in bars.Select((bar, i) => (bar, i)))
            picture.Line(scale.At(ranks[order[from]]) - 4, Top + 14 + (i * Bar), scale.At(ranks[order[to]]) + 4, Top + 14 + (i * Bar), new PictureStyle(Stroke: BenchInk.Dark, Width: 4));
        for (var place = 0; place < order.Length; place++)
        {
            var onLeft = place < rows;
            var y = first + ((onLeft ? place : order.Length - 1 - place) * Row);
            var (x, end) = (scale.At(ranks[order[place]]), onLeft ? side - 12 : side + Axis + 12);
            picture.Line([(x, Top), (x, y), (end, y)], new PictureStyle(Stroke: BenchInk.ColourOf(order[place]), Width: 1.4));
            picture.Text(onLeft ? end - 6 : end + 6, y + 4, named[place], BenchInk.Label, onLeft ? PictureAnchor.End : PictureAnchor.Start);
        }

        return picture;
    }

    private static void DrawAxis(Picture picture, Scale scale, int count, double shown, double critical)
    {
        picture.Line(scale.Start, Top, scale.End, Top, new PictureStyle(Stroke: BenchInk.Dark, Width: 1.4));
        for (var rank = 1; rank <= count; rank++)
        {
            picture.Line(scale.At(rank), Top - 6, scale.At(rank), Top, new PictureStyle(Stroke: BenchInk.Dark, Width: 1.4));
            picture.Text(scale.At(rank), Top - 11, $"{rank}", BenchInk.Tick, PictureAnchor.Middle);
        }

        picture.Text(scale.End + 14, Top - 11, "mean rank", BenchInk.Tick);
        var (from, to, y) = (scale.At(1), scale.At(1 + shown), Top - 40);
        var ink = new PictureStyle(Stroke: BenchInk.Soft, Width: 1.6);
        picture.Line(from, y, to, y, ink);
        picture.Line(from, y - 4, from, y + 4, ink);
        picture.Line(to, y - 4, to, y + 4, ink);
        picture.Text(to + 8, y + 4, $"critical difference {critical:0.00}{(critical > shown ? " (off scale)" : "")}", BenchInk.Tick);
    }

    // The longest runs of neighbours whose ranks differ by less than the critical difference; none lies within another.
    private static List<(int From, int To)> BarsOf(int[] order, ImmutableArray<double> ranks, double critical)
    {
        var bars = new List<(int From, int To)>();
        for (var from = 0; from < order.Length; from++)
        {
            var to = from;
            while (to + 1 < order.Length && ranks[order[to + 1]] - ranks[order[from]] < critical)
                to++;
            if (to > from && (bars.Count == 0 || bars[^1].To < to))
                bars.Add((from, to));
        }

        return bars;
    }
}
