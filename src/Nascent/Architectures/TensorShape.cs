using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>The named axes and sizes of a tensor, without the batch axis, which always comes first.</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    /// <summary>Makes a shape from its axes, outermost first.</summary>
    /// <exception cref="ArgumentException">An axis has no positive size.</exception>
    public TensorShape(params ImmutableArray<Axis> axes)
    {
        foreach (var axis in axes)
            if (axis.Size < 1)
                throw new ArgumentException($"Axis '{axis.Name}': found size {axis.Size}, expected at least 1.", nameof(axes));
        Axes = axes;
    }

    /// <summary>The axes, outermost first.</summary>
    public ImmutableArray<Axis> Axes { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Axes.Length;

    /// <summary>The number of elements of one sample.</summary>
    public long Count => Axes.Aggregate(1L, (product, axis) => product * axis.Size);

    /// <summary>Whether this is (channels, height, width).</summary>
    public bool IsImage => Rank == 3 && Axes[0].Name == Axis.Channels && Axes[1].Name == Axis.Height && Axes[2].Name == Axis.Width;

    /// <summary>Whether this is (features).</summary>
    public bool IsFeatures => Rank == 1 && Axes[0].Name == Axis.Features;

    /// <summary>The size of the first axis: channels of an image, features of a vector.</summary>
    public int Width => Axes[0].Size;

    /// <summary>An image of (channels, height, width).</summary>
    public static TensorShape Image(int channels, int height, int width) =>
        new(new Axis(Axis.Channels, channels), new Axis(Axis.Height, height), new Axis(Axis.Width, width));

    /// <summary>A vector of (features).</summary>
    public static TensorShape Features(int count) => new(new Axis(Axis.Features, count));

    /// <summary>This shape with another size of its first axis.</summary>
    public TensorShape WithWidth(int size) => new(Axes.SetItem(0, Axes[0] with { Size = size }));

    /// <summary>The size of a named axis.</summary>
    /// <exception cref="KeyNotFoundException">There is no axis of that name.</exception>
    public int Size(string axis)
    {
        foreach (var candidate in Axes)
            if (candidate.Name == axis)
                return candidate.Size;
        throw new KeyNotFoundException($"Shape {this} has no axis '{axis}'.");
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && Axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var axis in Axes)
            hash.Add(axis);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("×", Axes.Select(axis => axis.Size));
}
