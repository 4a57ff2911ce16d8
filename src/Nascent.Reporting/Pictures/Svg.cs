using System.Globalization;
using System.Net;
using System.Text;
using Nascent.Reporting.Texts;

namespace Nascent.Reporting.Pictures;

/// <summary>Writes one SVG picture; colours come from classes of the page's style sheet, so that it follows light and dark.</summary>
/// <remarks>Coordinates are in user units of the view box, y downwards.</remarks>
/// <param name="width">Width of the view box.</param>
/// <param name="height">Height of the view box.</param>
/// <param name="title">What the picture shows, for readers that cannot see it.</param>
/// <param name="styleSheet">A style sheet of its own, for a picture that is a file; null for one on a page.</param>
public sealed class Svg(double width, double height, string title, string? styleSheet = null)
{
    private readonly StringBuilder _body = new();

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Append($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" class=\"{style}\"/>");

    /// <summary>A line through points.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, string style, string? tooltip = null) =>
        Append($"<polyline points=\"{string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"))}\" class=\"{style}\"{Close("polyline", tooltip)}");

    /// <summary>An area within points.</summary>
    public void Polygon(IEnumerable<(double X, double Y)> points, string style) =>
        Append($"<polygon points=\"{string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"))}\" class=\"{style}\"/>");

    /// <summary>A circle with an optional tooltip.</summary>
    public void Circle(double x, double y, double radius, string style, string? tooltip = null) =>
        Append($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" class=\"{style}\"{Close("circle", tooltip)}");

    /// <summary>A rectangle with rounded corners and an optional tooltip.</summary>
    public void Rectangle(double x, double y, double w, double h, string style, double corner = 0, string? tooltip = null, double? opacity = null) =>
        Append($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\"{(corner > 0 ? $" rx=\"{N(corner)}\"" : "")}{(opacity is { } o ? $" fill-opacity=\"{N(o)}\"" : "")} class=\"{style}\"{Close("rect", tooltip)}");

    /// <summary>A path in SVG's own notation.</summary>
    public void Curve(FormattableString path, string style) => Append($"<path d=\"{path.ToString(CultureInfo.InvariantCulture)}\" class=\"{style}\"/>");

    /// <summary>Text, anchored at its <c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    public void Text(double x, double y, string text, string style, string anchor = "start", double rotation = 0) =>
        Append($"<text x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\"{(rotation == 0 ? "" : $" transform=\"rotate({N(rotation)} {N(x)} {N(y)})\"")} class=\"{style}\">{WebUtility.HtmlEncode(VisibleText.Of(text))}</text>");

    /// <summary>The picture.</summary>
    public override string ToString() =>
        $"<svg viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(VisibleText.Of(title))}\" xmlns=\"http://www.w3.org/2000/svg\"{(styleSheet is null ? ">" : $" width=\"{N(width)}\" height=\"{N(height)}\"><style>{styleSheet}</style>")}{_body}</svg>";

    private void Append(string element) => _body.Append(element);

    private static string Close(string element, string? tooltip) => tooltip is null ? "/>" : $"><title>{WebUtility.HtmlEncode(VisibleText.Of(tooltip))}</title></{element}>";

    private static string N(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
