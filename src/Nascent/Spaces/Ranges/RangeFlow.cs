using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Ranges;

/// <summary>The shapes of a value where a stride has been taken (or there is none), and where it still waits; null where a state is not possible.</summary>
/// <remarks><see cref="Earlier"/> is what came to the last cell of two inputs; null before the first.</remarks>
internal readonly record struct RangeFlow(ShapeRange? Taken, ShapeRange? Waiting, InheritedChoice<int>? Stride, ShapeRange? Earlier = null)
{
    /// <summary>Shapes for which no stride waits.</summary>
    public static RangeFlow Of(ShapeRange? shapes) => new(shapes, null, null);

    public IEnumerable<ShapeRange> Shapes => new[] { Taken, Waiting }.OfType<ShapeRange>();
}
