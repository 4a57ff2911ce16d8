namespace Nascent.Reporting.Pictures;

/// <summary>A picture with two axes; charts draw into it.</summary>
public sealed class Plot
{
    private const double Wide = 760, High = 360, Left = 74, Right = 16, Top = 14, Bottom = 46;

    private readonly double _right;

    private Plot(Svg svg, Scale x, Scale y, double right) => (Picture, X, Y, _right) = (svg, x, y, right);

    /// <summary>What is drawn on.</summary>
    public Svg Picture { get; }

    /// <summary>Values from left to right.</summary>
    public Scale X { get; }

    /// <summary>Values from bottom to top.</summary>
    public Scale Y { get; }

    /// <summary>Begins a picture with its axes, grid and labels.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="x">Title, metric and values of the horizontal axis.</param>
    /// <param name="y">Title, metric and values of the vertical axis.</param>
    /// <param name="logarithmic">Whether the horizontal axis shows ratios.</param>
    /// <param name="roomForEnds">Units kept free at the right for <see cref="Ends"/>.</param>
    public static Plot Begin(string title, (string Title, string Metric, IEnumerable<double> Values) x, (string Title, string Metric, IEnumerable<double> Values) y, bool logarithmic = false, double roomForEnds = 0)
    {
        var right = Wide - Right - roomForEnds;
        var horizontal = logarithmic ? Scale.Ratios(x.Values, Left, right) : Scale.Over(x.Values, Left, right, margin: 0.02);
        var plot = new Plot(new Svg(Wide, High, title), horizontal, Scale.Over(y.Values, High - Bottom, Top), right);
        foreach (var tick in plot.Y.Ticks(6))
        {
            plot.Picture.Line(Left, plot.Y.At(tick), right, plot.Y.At(tick), "grid");
            plot.Picture.Text(Left - 8, plot.Y.At(tick) + 4, plot.Y.Label(y.Metric, tick), "tick", "end");
        }

        foreach (var tick in plot.X.Ticks(8))
        {
            plot.Picture.Line(plot.X.At(tick), High - Bottom, plot.X.At(tick), High - Bottom + 5, "axis");
            plot.Picture.Text(plot.X.At(tick), High - Bottom + 19, plot.X.Label(x.Metric, tick), "tick", "middle");
        }

        plot.Picture.Line(Left, High - Bottom, right, High - Bottom, "axis");
        plot.Picture.Text((Left + right) / 2, High - 8, x.Title, "title", "middle");
        plot.Picture.Text(14, (Top + High - Bottom) / 2, y.Title, "title", "middle", rotation: -90);
        return plot;
    }

    /// <summary>A line through values.</summary>
    public void Curve(IEnumerable<(double X, double Y)> values, string style, string? tooltip = null) =>
        Picture.Polyline(values.Select(value => (X.At(value.X), Y.At(value.Y))), style, tooltip);

    /// <summary>A dot at a value.</summary>
    public void Dot(double x, double y, double radius, string style, string? tooltip = null) => Picture.Circle(X.At(x), Y.At(y), radius, style, tooltip);

    /// <summary>An upright line at a limit of the horizontal axis, with what it is.</summary>
    public void Limit(double x, string text)
    {
        Picture.Line(X.At(x), Top, X.At(x), High - Bottom, "limit");
        Picture.Text(X.At(x) - 5, Top + 11, text, "tick", "end");
    }

    /// <summary>A band over the whole width between two values of the vertical axis.</summary>
    public void Band(double low, double high, string tooltip) =>
        Picture.Rectangle(Left, Y.At(Y.Clip(high)), _right - Left, Y.At(Y.Clip(low)) - Y.At(Y.Clip(high)), "interval", tooltip: tooltip);

    /// <summary>Words at the right of values, moved apart where they would cover each other.</summary>
    public void Ends(IEnumerable<(double X, double Y, string Text)> ends)
    {
        var lowest = double.NegativeInfinity;
        foreach (var (x, y, text) in ends.OrderByDescending(end => end.Y))
        {
            lowest = Math.Max(Y.At(y) + 4, lowest + 14);
            Picture.Text(X.At(x) + 6, lowest, text, "tick");
        }
    }

    /// <summary>A word at the left of a value, above it.</summary>
    public void Label(double x, double y, string text) => Picture.Text(X.At(x) - 4, Y.At(y) - 5, text, "tick", "end");

    /// <summary>The picture.</summary>
    public override string ToString() => Picture.ToString();
}
