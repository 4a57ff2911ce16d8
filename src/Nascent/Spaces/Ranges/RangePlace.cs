using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Ranges;

/// <summary>The place of a layer while a space is checked: the range of shapes that it reads, and what it inherits.</summary>
public sealed class RangePlace
{
    private const long MostElements = int.MaxValue;

    private readonly string _space;
    private readonly bool _readsTables;
    private readonly SpaceScope _own;
    private readonly InheritedChoice<int>? _waiting;

    internal RangePlace(SearchSpace space, SpaceScope own, ShapeRange input, InheritedChoice<int>? waiting) =>
        (_space, _readsTables, _own, Input, _waiting) = (space.Name, space.Input == InputKind.Table, own, input, waiting);

    /// <summary>The shapes that the layer reads.</summary>
    public ShapeRange Input { get; }

    /// <summary>The shapes that the layer reads, which are images.</summary>
    /// <exception cref="NascentException">They are vectors.</exception>
    public ShapeRange Image => Input.IsImage ? Input : throw Error(Input, "an image (channels × height × width)");

    /// <summary>The shapes that the layer reads, each as one vector of all its elements.</summary>
    public ShapeRange Vector => Input.IsImage ? ShapeRange.Vector(Fits(Input).Width.Times(Input.Height).Times(Input.Across)) : Input;

    /// <summary>Whether the layer reads the members of a <see cref="Block.Ensemble"/>: an image in the network of a table.</summary>
    public bool HasMembers => _readsTables && Input.IsImage;

    /// <summary>Whether the layer has taken the stride that waits.</summary>
    internal bool TookStride { get; private set; }

    /// <summary>The layer's own channels or features; those that it inherits, or else the input's, where it gives none.</summary>
    public SizeRange Width(Choice<int>? given) => given is not null ? SizeRange.Of(given.Options)
        : _own.Inherited.Width is { } inherited ? SizeRange.Of(inherited.Choice.Options) : Input.Width;

    /// <summary>The layer's own stride; where it gives none, the one that waits, which it takes, or else 1.</summary>
    public SizeRange Stride(Choice<int>? given)
    {
        if (given is not null)
            return SizeRange.Of(given.Options);
        TookStride = true;
        return _waiting is null ? SizeRange.Of(1) : SizeRange.Of(_waiting.Choice.Options);
    }

    /// <summary>The images after a square window has slid over them.</summary>
    /// <param name="x">The images before.</param>
    /// <param name="kernels">The side of the window: the attribute <c>kernel</c>.</param>
    /// <param name="dilations">The distance between the window's elements.</param>
    /// <param name="paddings">Elements added on every side; null for dilation · (kernel − 1) / 2.</param>
    /// <param name="stride">The step.</param>
    /// <exception cref="NascentException">A window is larger than an image.</exception>
    public ShapeRange Windowed(ShapeRange x, Choice<int> kernels, Choice<int> dilations, Choice<int>? paddings, SizeRange stride)
    {
        ShapeRange? union = null;
        foreach (var kernel in kernels.Options)
            foreach (var dilation in dilations.Options)
                foreach (var padding in paddings?.Options ?? [dilation * (kernel - 1) / 2])
                {
                    var extent = ((long)dilation * (kernel - 1)) + 1;
                    var side = Math.Min(x.Height.Least, x.Across.Least);
                    if (side + (2L * padding) < extent)
                        throw Error(kernels, "kernel", $"kernel {kernel} (extent {extent}) on an image of {x} with padding {padding}", $"an extent of at most {side + (2L * padding)}");
                    var one = x.Resized(size => SizeRange.Between(Slide(size.Least, stride.Most), Slide(size.Most, stride.Least)));
                    union = union?.Or(one) ?? one;

                    long Slide(long size, long step) => ((size + (2L * padding) - extent) / step) + 1;
                }

        return union!.Value;
    }

    /// <summary>The shapes, whose elements can be counted in 32 bits.</summary>
    /// <exception cref="NascentException">They cannot.</exception>
    public ShapeRange Fits(ShapeRange x) =>
        x.Width.Most <= MostElements && x.Height.Most * x.Across.Most <= MostElements && x.Width.Most * (x.Height.Most * x.Across.Most) <= MostElements ? x
            : throw Error(x, $"at most {MostElements} elements");

    /// <summary>An error about an attribute, by its decision where it is open.</summary>
    /// <param name="choice">The attribute's value.</param>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected in its place.</param>
    public NascentException Error(Choice choice, string attribute, string found, string expected) => new(
        $"Search space '{_space}', {(choice.IsOpen ? $"decision '{_own.Attribute(attribute)}'" : $"'{_own.Decisions}'")}: found {found}, expected {expected}.");

    /// <summary>An error about the shapes that the layer reads.</summary>
    /// <param name="found">The shapes.</param>
    /// <param name="expected">What was expected in their place.</param>
    public NascentException Error(ShapeRange found, string expected) =>
        new($"Search space '{_space}', '{_own.Decisions}': found shape {found}, expected {expected}.");
}
