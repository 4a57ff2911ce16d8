using System.Collections.Immutable;

namespace Nascent.Reporting.Pictures;

/// <summary>Something on a picture; coordinates are in the picture's units, y downwards.</summary>
public abstract record PictureShape
{
    private PictureShape()
    {
    }

    /// <summary>A line through points.</summary>
    public sealed record Line(ImmutableArray<(double X, double Y)> Points, PictureStyle Style) : PictureShape;

    /// <summary>An area within points.</summary>
    public sealed record Area(ImmutableArray<(double X, double Y)> Points, PictureStyle Style) : PictureShape;

    /// <summary>A circle.</summary>
    public sealed record Circle(double X, double Y, double Radius, PictureStyle Style) : PictureShape;

    /// <summary>A text, turned around its place by degrees, clockwise.</summary>
    public sealed record Text(double X, double Y, string Words, PictureFont Font, PictureAnchor Anchor, double Rotation) : PictureShape;
}
