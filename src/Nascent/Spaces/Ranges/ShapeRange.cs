namespace Nascent.Spaces.Ranges;

/// <summary>The shapes that a value may have over all genotypes: an image's channels, height and width, or a vector's features.</summary>
/// <param name="IsImage">Whether it is an image; else a vector, with a height and width of 1.</param>
/// <param name="Width">Channels or features.</param>
/// <param name="Height">Rows.</param>
/// <param name="Across">Columns.</param>
public readonly record struct ShapeRange(bool IsImage, SizeRange Width, SizeRange Height, SizeRange Across)
{
    /// <summary>Whether height and width are known.</summary>
    public bool SizeIsOne => Height.IsOne && Across.IsOne;

    /// <summary>A vector.</summary>
    public static ShapeRange Vector(SizeRange features) => new(false, features, SizeRange.Of(1), SizeRange.Of(1));

    /// <summary>An image.</summary>
    public static ShapeRange Image(SizeRange channels, SizeRange height, SizeRange across) => new(true, channels, height, across);

    /// <summary>Any shape of either, which are of one kind.</summary>
    public ShapeRange Or(ShapeRange other) => new(IsImage, Width.Or(other.Width), Height.Or(other.Height), Across.Or(other.Across));

    /// <summary>The image after a function on both sides.</summary>
    public ShapeRange Resized(Func<SizeRange, SizeRange> side) => this with { Height = side(Height), Across = side(Across) };

    /// <summary>The image after a stride with padding that keeps the size at stride 1: ⌈size / stride⌉.</summary>
    public ShapeRange Strided(SizeRange stride) => stride is { Most: 1 } ? this
        : Resized(side => SizeRange.Between(((side.Least - 1) / stride.Most) + 1, ((side.Most - 1) / stride.Least) + 1));

    /// <inheritdoc/>
    public override string ToString() => IsImage ? $"({Width})×({Height})×({Across})" : $"({Width})";
}
