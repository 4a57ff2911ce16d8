namespace Nascent.Spaces;

/// <summary>The range of shapes that a layer gives for the range that it reads.</summary>
internal sealed class LayerRange(SearchSpace space)
{
    private const long MostElements = int.MaxValue;

    /// <summary>The shapes after a layer, which takes the given stride if it gives none itself.</summary>
    public ShapeRange Of(Block.Layer layer, SpaceScope own, ShapeRange x, InheritedChoice<int>? waiting) => Fits(
        layer switch
        {
            Block.Convolution conv => Convolution(conv, own, Image(x, own), StrideOf(conv.Stride, waiting)),
            Block.Separable separable => Separable(separable, own, Image(x, own), waiting),
            Block.InvertedBottleneck bottleneck => InvertedBottleneck(bottleneck, own, Image(x, own), waiting),
            Block.Pool pool => Windowed(Image(x, own), own, pool.Kernel, 1, null, StrideOf(pool.Stride, waiting)),
            Block.Zero or Block.Skip => Skip(own, x, waiting),
            Block.Linear linear => x.IsImage ? throw Error(own, x, "a vector (flatten or pool first)") : ShapeRange.Vector(WidthOf(linear.Features, own, x)),
            Block.GlobalPool => Image(x, own) with { Height = SizeRange.Of(1), Across = SizeRange.Of(1) },
            Block.Flatten or Block.Classifier => Vector(x, own),
            Block.Resize resize => Resize(resize, Image(x, own)),
            _ => x,
        },
        own);

    /// <summary>An image after a stride with padding that keeps the size at stride 1: ⌈size / stride⌉.</summary>
    public static ShapeRange Strided(ShapeRange x, SizeRange stride) => stride is { Most: 1 } ? x
        : x.Resized(side => Between(((side.Least - 1) / stride.Most) + 1, ((side.Most - 1) / stride.Least) + 1));

    private ShapeRange Convolution(Block.Convolution conv, SpaceScope own, ShapeRange x, SizeRange stride)
    {
        var channels = WidthOf(conv.Channels, own, x);
        foreach (var groups in conv.Groups.Options)
            if (x.Width.Divisor % groups != 0 || channels.Divisor % groups != 0)
                throw Error(own, conv.Groups, "groups", $"{groups} groups for {Multiples(x.Width)} input and {Multiples(channels)} output channels", "groups that divide both");
        return Windowed(x, own, conv.Kernel, conv.Dilation, conv.Padding, stride) with { Width = channels };
    }

    private ShapeRange Separable(Block.Separable separable, SpaceScope own, ShapeRange x, InheritedChoice<int>? waiting) =>
        Windowed(x, own, separable.Kernel, 1, null, StrideOf(separable.Stride, waiting)) with { Width = WidthOf(separable.Channels, own, x) };

    private ShapeRange InvertedBottleneck(Block.InvertedBottleneck bottleneck, SpaceScope own, ShapeRange x, InheritedChoice<int>? waiting)
    {
        var middle = x with { Width = x.Width.Times(SizeRange.Of(bottleneck.Expand.Options)) };
        Fits(middle, own);
        return Windowed(middle, own, bottleneck.Kernel, 1, null, StrideOf(bottleneck.Stride, waiting)) with { Width = WidthOf(bottleneck.Channels, own, x) };
    }

    private ShapeRange Windowed(ShapeRange x, SpaceScope own, Choice<int> kernels, Choice<int> dilations, Choice<int>? paddings, SizeRange stride)
    {
        ShapeRange? union = null;
        foreach (var kernel in kernels.Options)
            foreach (var dilation in dilations.Options)
                foreach (var padding in paddings?.Options ?? [dilation * (kernel - 1) / 2])
                {
                    var extent = ((long)dilation * (kernel - 1)) + 1;
                    var side = Math.Min(x.Height.Least, x.Across.Least);
                    if (side + (2L * padding) < extent)
                        throw Error(own, kernels, "kernel", $"kernel {kernel} (extent {extent}) on an image of {x} with padding {padding}", $"an extent of at most {side + (2L * padding)}");
                    var one = x.Resized(size => Between(Slide(size.Least, stride.Most), Slide(size.Most, stride.Least)));
                    union = union?.Or(one) ?? one;

                    long Slide(long size, long step) => ((size + (2L * padding) - extent) / step) + 1;
                }

        return union!.Value;
    }

    private ShapeRange Skip(SpaceScope own, ShapeRange x, InheritedChoice<int>? waiting)
    {
        var stride = StrideOf(null, waiting);
        if (!x.IsImage && stride.Most > 1)
            throw Error(own, x, "an image, as a stride waits here");
        return Strided(x, stride) with { Width = WidthOf(null, own, x) };
    }

    private static ShapeRange Resize(Block.Resize resize, ShapeRange x)
    {
        var heights = SizeRange.Of(resize.Resolution.Options);
        if (x.SizeIsOne && heights.IsOne)
            return ShapeRange.Image(x.Width, heights, SizeRange.Of(SizeRange.Proportional((int)x.Across.Least, (int)x.Height.Least, (int)heights.Least)));
        var least = SizeRange.Proportional((int)x.Across.Least, (int)x.Height.Most, (int)heights.Least);
        var most = SizeRange.Proportional((int)x.Across.Most, (int)x.Height.Least, (int)heights.Most);
        return ShapeRange.Image(x.Width, heights, Between(least, most));
    }

    private ShapeRange Vector(ShapeRange x, SpaceScope own)
    {
        if (!x.IsImage)
            return x;
        Fits(x, own);
        return ShapeRange.Vector(x.Width.Times(x.Height).Times(x.Across));
    }

    private ShapeRange Image(ShapeRange x, SpaceScope own) => x.IsImage ? x : throw Error(own, x, "an image (channels × height × width)");

    private ShapeRange Fits(ShapeRange x, SpaceScope own) =>
        x.Width.Most <= MostElements && x.Height.Most * x.Across.Most <= MostElements && x.Width.Most * (x.Height.Most * x.Across.Most) <= MostElements ? x
            : throw Error(own, x, $"at most {MostElements} elements");

    private static SizeRange Between(long least, long most) => new(least, most, least == most ? least : 1);

    private static SizeRange StrideOf(Choice<int>? given, InheritedChoice<int>? waiting) => given is not null ? SizeRange.Of(given.Options)
        : waiting is not null ? SizeRange.Of(waiting.Choice.Options) : SizeRange.Of(1);

    private static SizeRange WidthOf(Choice<int>? given, SpaceScope own, ShapeRange x) => given is not null ? SizeRange.Of(given.Options)
        : own.Inherited.Width is { } inherited ? SizeRange.Of(inherited.Choice.Options) : x.Width;

    private static string Multiples(SizeRange range) => range.IsOne ? $"{range.Least}" : $"{range} (multiples of {range.Divisor})";

    private NascentException Error(SpaceScope own, Choice choice, string attribute, string found, string expected) => new(
        $"Search space '{space.Name}', {(choice.IsOpen ? $"decision '{own.Attribute(attribute)}'" : $"'{own.Decisions}'")}: found {found}, expected {expected}.");

    private NascentException Error(SpaceScope own, ShapeRange found, string expected) =>
        new($"Search space '{space.Name}', '{own.Decisions}': found shape {found}, expected {expected}.");
}
