using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Spaces.Resolving;

/// <summary>Brings values of unlike shapes to one shape, so that they can be joined.</summary>
internal static class Alignment
{
    /// <summary>A value in another shape: images are pooled or resized, then channels or features are aligned.</summary>
    /// <param name="builder">The network.</param>
    /// <param name="path">What the added nodes' paths begin with.</param>
    /// <param name="x">The value.</param>
    /// <param name="target">The shape.</param>
    /// <param name="alignment">What aligns channels or features.</param>
    public static NodePath Align(this ArchitectureBuilder builder, NodePath path, NodePath x, TensorShape target, ShortcutAlignment alignment)
    {
        x = builder.AlignSize(path, x, target);
        var shape = builder.ShapeOf(x);
        if (shape.Equals(target))
            return x;
        if (alignment != ShortcutAlignment.Projection)
        {
            return shape.Width > target.Width
                ? builder.Add(path.Child("slice"), new Operator.Slice(target.Width), x)
                : builder.Add(path.Child("pad"), new Operator.PadChannels(target.Width), x);
        }

        return shape.IsImage
            ? builder.Add(path.Child("norm"), new Operator.BatchNorm(), builder.Add(path.Child("project"), new Operator.Convolution(target.Width, 1, 1, 0, 1, 1, false), x))
            : builder.Add(path.Child("project"), new Operator.Linear(target.Width, true), x);
    }

    /// <summary>A value whose image is as high and wide as the target's: pooled by the stride between them, or resized where there is none.</summary>
    public static NodePath AlignSize(this ArchitectureBuilder builder, NodePath path, NodePath x, TensorShape target)
    {
        var shape = builder.ShapeOf(x);
        if (shape.IsImage != target.IsImage)
            throw new ShapeException($"Node '{path}': found shapes {shape} and {target} that meet, expected two images or two vectors.");
        if (!shape.IsImage)
            return x;
        var (height, width) = (shape.Size(Axis.Height), shape.Size(Axis.Width));
        var (toHeight, toWidth) = (target.Size(Axis.Height), target.Size(Axis.Width));
        if ((height, width) == (toHeight, toWidth))
            return x;
        var stride = (height + toHeight - 1) / toHeight;
        return stride > 1 && (Strided(height, stride), Strided(width, stride)) == (toHeight, toWidth)
            ? builder.PoolBy(path, x, stride)
            : builder.Add(path.Child("resize"), new Operator.Resize(toHeight, toWidth), x);
    }

    /// <summary>Average pooling that makes an image ⌈size / stride⌉ high and wide, as a convolution with that stride does.</summary>
    public static NodePath PoolBy(this ArchitectureBuilder builder, NodePath path, NodePath x, int stride)
    {
        var shape = builder.ShapeOf(x);
        if (stride == 1)
            return x;
        if (!shape.IsImage)
            throw new ShapeException($"Node '{path}': found a stride of {stride} on shape {shape}, expected an image (channels × height × width).");
        var even = shape.Size(Axis.Height) % stride == 0 && shape.Size(Axis.Width) % stride == 0;
        var kernel = even || stride % 2 == 1 ? stride : stride + 1;
        return builder.Add(path.Child("pool"), new Operator.Pool(PoolKind.Average, kernel, stride, even ? 0 : (kernel - 1) / 2), x);
    }

    private static int Strided(int size, int stride) => ((size - 1) / stride) + 1;
}
