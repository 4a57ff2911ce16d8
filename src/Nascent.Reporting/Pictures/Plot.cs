namespace Nascent.Reporting.Pictures;

/// <summary>A picture with two axes; charts draw into it.</summary>
public sealed class Plot
{
    private const double Wide = 760, High = 360, Left = 74, Right = 16, Top = 14, Bottom = 46;

    private Plot(Svg svg, Scale x, Scale y) => (Picture, X, Y) = (svg, x, y);

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
    public static Plot Begin(string title, (string Title, string Metric, IEnumerable<double> Values) x, (string Title, string Metric, IEnumerable<double> Values) y, bool logarithmic = false)
    {
        var horizontal = logarithmic ? Scale.Ratios(x.Values, Left, Wide - Right) : Scale.Over(x.Values, Left, Wide - Right, margin: 0.02);
        var plot = new Plot(new Svg(Wide, High, title), horizontal, Scale.Over(y.Values, High - Bottom, Top));
        foreach (var tick in plot.Y.Ticks(6))
        {
            plot.Picture.Line(Left, plot.Y.At(tick), Wide - Right, plot.Y.At(tick), "grid");
            plot.Picture.Text(Left - 8, plot.Y.At(tick) + 4, plot.Y.Label(y.Metric, tick), "tick", "end");
        }

        foreach (var tick in plot.X.Ticks(8))
        {
            plot.Picture.Line(plot.X.At(tick), High - Bottom, plot.X.At(tick), High - Bottom + 5, "axis");
            plot.Picture.Text(plot.X.At(tick), High - Bottom + 19, plot.X.Label(x.Metric, tick), "tick", "middle");
        }

        plot.Picture.Line(Left, High - Bottom, Wide - Right, High - Bottom, "axis");
        plot.Picture.Text((Left + Wide - Right) / 2, High - 8, x.Title, "title", "middle");
        plot.Picture.Text(14, (Top + High - Bottom) / 2, y.Title, "title", "middle", rotation: -90);
        return plot;
    }

    /// <summary>A line through values.</summary>
    public void Curve(IEnumerable<(double X, double Y)> values, string style, string? tooltip = null) =>
        Picture.Polyline(values.Select(value => (X.At(value.X), Y.At(value.Y))), style, tooltip);

    /// <summary>A dot at a value.</summary>
    public void Dot(double x, double y, double radius, string style, string? tooltip = null) => Picture.Circle(X.At(x), Y.At(y), radius, style, tooltip);

    /// <summary>A word at the left of a value, above it.</summary>
    public void Label(double x, double y, string text) => Picture.Text(X.At(x) - 4, Y.At(y) - 5, text, "tick", "end");

    /// <summary>The picture.</summary>
    public override string ToString() => Picture.ToString();
}
