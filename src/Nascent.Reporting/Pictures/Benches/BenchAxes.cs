namespace Nascent.Reporting.Pictures.Benches;

/// <summary>A picture with a title, two axes and a legend to the right.</summary>
public sealed class BenchAxes
{
    private const double Wide = 560, High = 360, Left = 84, Top = 66, Bottom = 58, Gap = 18, Row = 21;

    private BenchAxes(Picture picture, Scale x, Scale y) => (Picture, X, Y) = (picture, x, y);

    /// <summary>What is drawn on.</summary>
    public Picture Picture { get; }

    /// <summary>Values from left to right.</summary>
    public Scale X { get; }

    /// <summary>Values from bottom to top.</summary>
    public Scale Y { get; }

    /// <summary>Begins a picture.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="sub">More about it, in a line below.</param>
    /// <param name="x">The horizontal axis: what it means, and its values.</param>
    /// <param name="y">The vertical one.</param>
    /// <param name="legend">Names with the lines, or the dots, that stand for them.</param>
    public static BenchAxes Begin(string title, string sub, (string Title, Func<double, double, Scale> Scale) x, (string Title, Func<double, double, Scale> Scale) y, IReadOnlyList<(string Name, PictureStyle Style, bool IsDot)> legend)
    {
        var right = Left + Wide;
        var legendWidth = legend.Select(entry => PngPicture.WidthOf(entry.Name, BenchInk.Label)).DefaultIfEmpty(0).Max() + 40;
        var width = Math.Max(right + Gap + legendWidth, 24 + Math.Max(PngPicture.WidthOf(title, BenchInk.Title), PngPicture.WidthOf(sub, BenchInk.Sub))) + 16;
        var axes = new BenchAxes(new Picture(Math.Ceiling(width), Top + Math.Max(High, legend.Count * Row) + Bottom, title), x.Scale(Left, right), y.Scale(Top + High, Top));
        var picture = axes.Picture;
        picture.Text(24, 28, title, BenchInk.Title);
        picture.Text(24, 48, sub, BenchInk.Sub);
        foreach (var tick in axes.Y.Ticks(7))
        {
            picture.Line(Left, axes.Y.At(tick), right, axes.Y.At(tick), BenchInk.Grid);
            picture.Text(Left - 8, axes.Y.At(tick) + 4, BenchInk.Number(tick), BenchInk.Tick, PictureAnchor.End);
        }

        foreach (var tick in axes.X.Ticks(6))
        {
            picture.Line(axes.X.At(tick), Top, axes.X.At(tick), Top + High, BenchInk.Grid);
            picture.Text(axes.X.At(tick), Top + High + 18, BenchInk.Number(tick), BenchInk.Tick, PictureAnchor.Middle);
        }

        picture.Line([(Left, Top), (Left, Top + High), (right, Top + High)], BenchInk.Border);
        picture.Text((Left + right) / 2, Top + High + 42, x.Title, BenchInk.Axis, PictureAnchor.Middle);
        picture.Text(22, Top + (High / 2), y.Title, BenchInk.Axis, PictureAnchor.Middle, rotation: -90);
        for (var i = 0; i < legend.Count; i++)
        {
            var at = Top + 10 + (i * Row);
            if (legend[i].IsDot)
                picture.Circle(right + Gap + 12, at, 4, legend[i].Style);
            else
                picture.Line(right + Gap, at, right + Gap + 26, at, legend[i].Style);
            picture.Text(right + Gap + 34, at + 4, legend[i].Name, BenchInk.Label);
        }

        return axes;
    }

    /// <summary>Positions of values.</summary>
    public IEnumerable<(double X, double Y)> At(IEnumerable<(double X, double Y)> values) => values.Select(value => (X.At(value.X), Y.At(Math.Clamp(value.Y, Y.From, Y.To))));
}
