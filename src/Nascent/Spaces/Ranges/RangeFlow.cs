using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Ranges;

/// <summary>The shapes of a value where a stride has been taken (or there is none), and where it still waits; null where a state is not possible.</summary>
internal readonly record struct RangeFlow(ShapeRange? Taken, ShapeRange? Waiting, InheritedChoice<int>? Stride)
{
    /// <summary>Shapes for which no stride waits.</summary>
    public static RangeFlow Of(ShapeRange? shapes) => new(shapes, null, null);

    public IEnumerable<ShapeRange> Shapes => new[] { Taken, Waiting }.OfType<ShapeRange>();
}
