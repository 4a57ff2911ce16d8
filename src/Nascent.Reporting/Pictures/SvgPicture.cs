using System.Globalization;

namespace Nascent.Reporting.Pictures;

/// <summary>Writes a picture as an SVG file that needs nothing else: a white page, and a style sheet inside.</summary>
public static class SvgPicture
{
    /// <summary>The file's text.</summary>
    public static string Write(Picture picture)
    {
        var styles = new List<string>();
        string ClassOf(string rules)
        {
            if (!styles.Contains(rules))
                styles.Add(rules);
            return $"s{styles.IndexOf(rules)}";
        }

        var names = picture.Shapes.Select(shape => ClassOf(RulesOf(shape))).ToArray();
        var page = ClassOf("fill:#ffffff");
        var svg = new Svg(picture.Width, picture.Height, picture.Title, string.Concat(styles.Select((rules, i) => $".s{i}{{{rules}}}")));
        svg.Rectangle(0, 0, picture.Width, picture.Height, page);
        foreach (var (shape, name) in picture.Shapes.Zip(names))
            Draw(svg, shape, name);
        return svg.ToString();
    }

    private static void Draw(Svg svg, PictureShape shape, string name)
    {
        switch (shape)
        {
            case PictureShape.Line line:
                svg.Polyline(line.Points, name);
                break;
            case PictureShape.Area area:
                svg.Polygon(area.Points, name);
                break;
            case PictureShape.Circle circle:
                svg.Circle(circle.X, circle.Y, circle.Radius, name);
                break;
            case PictureShape.Text text:
                svg.Text(text.X, text.Y, text.Words, name, text.Anchor.ToString().ToLowerInvariant(), text.Rotation);
                break;
            default:
                throw new NotSupportedException(shape.GetType().Name);
        }
    }

    private static string RulesOf(PictureShape shape) => shape switch
    {
        PictureShape.Line line => RulesOf(line.Style with { Fill = null }),
        PictureShape.Area area => RulesOf(area.Style),
        PictureShape.Circle circle => RulesOf(circle.Style),
        PictureShape.Text text => string.Create(CultureInfo.InvariantCulture, $"fill:{text.Font.Colour};font:{(text.Font.Bold ? "bold " : "")}{text.Font.Size}px 'DejaVu Sans',Verdana,sans-serif"),
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    private static string RulesOf(PictureStyle style) => string.Create(CultureInfo.InvariantCulture,
        $"fill:{style.Fill ?? "none"}{(style.Stroke is { } stroke ? $";stroke:{stroke};stroke-width:{style.Width};stroke-linejoin:round" : "")}{(style.Dash is { } dash ? $";stroke-dasharray:{dash}" : "")}{(style.Opacity < 1 ? $";opacity:{style.Opacity}" : "")}");
}
