using System.Collections.Immutable;

namespace Nascent.Reporting.Pictures;

/// <summary>Something on a picture; coordinates are in the picture's units, y downwards.</summary>
public abstract record PictureShape
{
    private PictureShape()
    {
    }

    /// <summary>A line through points.</summary>
    /// <param name="Points">At least two points, from one to the next.</param>
    /// <param name="Style">Its line.</param>
    public sealed record Line(ImmutableArray<(double X, double Y)> Points, PictureStyle Style) : PictureShape;

    /// <summary>An area within points.</summary>
    /// <param name="Points">At least three corners; the last is joined to the first.</param>
    /// <param name="Style">Its colours and its line.</param>
    public sealed record Area(ImmutableArray<(double X, double Y)> Points, PictureStyle Style) : PictureShape;

    /// <summary>A circle.</summary>
    /// <param name="X">The centre, from the left.</param>
    /// <param name="Y">The centre, from the top.</param>
    /// <param name="Radius">In the picture's units.</param>
    /// <param name="Style">Its colours and its line.</param>
    public sealed record Circle(double X, double Y, double Radius, PictureStyle Style) : PictureShape;

    /// <summary>A text, turned around its place by degrees, clockwise.</summary>
    /// <param name="X">Its place, from the left.</param>
    /// <param name="Y">Its base line, from the top.</param>
    /// <param name="Words">The text, in one line.</param>
    /// <param name="Font">Its size and colour.</param>
    /// <param name="Anchor">Which point of the text stands at its place.</param>
    /// <param name="Rotation">Degrees, clockwise; 0 is upright.</param>
    public sealed record Text(double X, double Y, string Words, PictureFont Font, PictureAnchor Anchor, double Rotation) : PictureShape;
}
