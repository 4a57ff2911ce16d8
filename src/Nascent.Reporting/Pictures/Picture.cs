namespace Nascent.Reporting.Pictures;

/// <summary>A drawing as a list of shapes, later ones above earlier ones: one description for every file format.</summary>
/// <param name="width">Its width in units; a unit is a pixel at scale 1.</param>
/// <param name="height">Its height in units.</param>
/// <param name="title">What it shows, for readers that cannot see it.</param>
public sealed class Picture(double width, double height, string title)
{
    private readonly List<PictureShape> _shapes = [];

    /// <summary>Its width in units.</summary>
    public double Width { get; } = width;

    /// <summary>Its height in units.</summary>
    public double Height { get; } = height;

    /// <summary>What it shows.</summary>
    public string Title { get; } = title;

    /// <summary>Its shapes, from the lowest to the highest.</summary>
    public IReadOnlyList<PictureShape> Shapes => _shapes;

    /// <summary>Draws a straight line.</summary>
    /// <param name="x1">Its beginning, from the left.</param>
    /// <param name="y1">Its beginning, from the top.</param>
    /// <param name="x2">Its end, from the left.</param>
    /// <param name="y2">Its end, from the top.</param>
    /// <param name="style">Its line.</param>
    public void Line(double x1, double y1, double x2, double y2, PictureStyle style) => _shapes.Add(new PictureShape.Line([(x1, y1), (x2, y2)], style));

    /// <summary>Draws a line through points.</summary>
    /// <param name="points">At least two points, from one to the next.</param>
    /// <param name="style">Its line.</param>
    public void Line(IEnumerable<(double X, double Y)> points, PictureStyle style) => _shapes.Add(new PictureShape.Line([.. points], style));

    /// <summary>Draws an area within points.</summary>
    /// <param name="points">At least three corners; the last is joined to the first.</param>
    /// <param name="style">Its colours and its line.</param>
    public void Area(IEnumerable<(double X, double Y)> points, PictureStyle style) => _shapes.Add(new PictureShape.Area([.. points], style));

    /// <summary>Draws a circle.</summary>
    /// <param name="x">The centre, from the left.</param>
    /// <param name="y">The centre, from the top.</param>
    /// <param name="radius">In the picture's units.</param>
    /// <param name="style">Its colours and its line.</param>
    public void Circle(double x, double y, double radius, PictureStyle style) => _shapes.Add(new PictureShape.Circle(x, y, radius, style));

    /// <summary>Writes a text.</summary>
    /// <param name="x">Its place, from the left.</param>
    /// <param name="y">Its base line, from the top.</param>
    /// <param name="words">The text, in one line.</param>
    /// <param name="font">Its size and colour.</param>
    /// <param name="anchor">Which point of the text stands at its place.</param>
    /// <param name="rotation">Degrees, clockwise; 0 is upright.</param>
    public void Text(double x, double y, string words, PictureFont font, PictureAnchor anchor = PictureAnchor.Start, double rotation = 0) =>
        _shapes.Add(new PictureShape.Text(x, y, words, font, anchor, rotation));
}
