using Nascent.Architectures;
using Nascent.Tasks;

namespace Nascent.Spaces;

/// <summary>Turns one layer into primitive operators under sub-paths of its own.</summary>
internal sealed class LayerResolver(ArchitectureBuilder builder, Answers answers, Signature signature)
{
    /// <summary>The share of the middle's channels that squeeze-and-excitation keeps (Howard et al. 2019).</summary>
    private const int SqueezeRatio = 4;

    public Flow Resolve(Block.Layer layer, SpaceScope own, Flow flow)
    {
        var x = flow.Value;
        switch (layer)
        {
            case Block.Convolution conv:
                return Taken(flow).To(Convolution(conv, own, x, StrideOf(conv.Stride, own, flow)));
            case Block.Separable separable:
                return Taken(flow).To(Separable(separable, own, x, StrideOf(separable.Stride, own, flow)));
            case Block.InvertedBottleneck bottleneck:
                return Taken(flow).To(InvertedBottleneck(bottleneck, own, x, StrideOf(bottleneck.Stride, own, flow)));
            case Block.Pool pool:
                var (kind, kernel) = (Value(pool.Kind, own, "kind"), Value(pool.Kernel, own, "kernel"));
                return Taken(flow).To(builder.Add(own.Node.Child("pool"), new Operator.Pool(kind, kernel, StrideOf(pool.Stride, own, flow), (kernel - 1) / 2), x));
            case Block.Zero:
                return Taken(flow).To(Zero(own, x, StrideOf(null, own, flow)));
            case Block.Skip:
                return Taken(flow) with { Value = Skip(own, x, StrideOf(null, own, flow)) };
            case Block.Linear linear:
                var features = WidthOf(linear.Features, own, "features", x);
                var norm = NormOf(linear.Norm, own);
                var hidden = builder.Add(own.Node.Child("linear"), new Operator.Linear(features, norm == Normalisation.None), x);
                return flow.To(Activate(own.Node.Child("act"), Normalise(own.Node.Child("norm"), hidden, norm), ActivationOf(linear.Activation, own)));
            case Block.Normalise normalise:
                return flow.To(Normalise(own.Node.Child("norm"), x, NormOf(normalise.Norm, own)));
            case Block.Activate activate:
                return flow.To(Activate(own.Node.Child("act"), x, ActivationOf(activate.Activation, own)));
            case Block.GlobalPool global:
                return flow.To(builder.Add(own.Node.Child("pool"), new Operator.GlobalPool(Value(global.Kind, own, "kind")), x));
            case Block.Dropout dropout:
                return flow.To(builder.Add(own.Node.Child("dropout"), new Operator.Dropout(Value(dropout.Rate, own, "rate")), x));
            case Block.Flatten:
                return flow.To(Vector(own.Node.Child("flatten"), x));
            case Block.Resize resize:
                return flow.To(Resize(own, x, Value(resize.Resolution, own, "resolution")));
            case Block.Classifier classifier:
                return flow.To(Classifier(classifier, own, x));
            default:
                throw new InvalidOperationException($"No rule for {layer.GetType().Name}.");
        }
    }

    /// <summary>A value in another shape: images are pooled or resized, then channels or features are aligned.</summary>
    public NodePath Align(NodePath path, NodePath x, TensorShape target, ShortcutAlignment alignment)
    {
        x = AlignSize(path, x, target);
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
    public NodePath AlignSize(NodePath path, NodePath x, TensorShape target)
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
            ? PoolBy(path, x, stride)
            : builder.Add(path.Child("resize"), new Operator.Resize(toHeight, toWidth), x);
    }

    /// <summary>Average pooling that makes an image ⌈size / stride⌉ high and wide, as a convolution with that stride does.</summary>
    public NodePath PoolBy(NodePath path, NodePath x, int stride)
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

    private static Flow Taken(Flow flow) => flow with { Stride = null };

    private NodePath Convolution(Block.Convolution conv, SpaceScope own, NodePath x, int stride)
    {
        var (kernel, dilation, norm) = (Value(conv.Kernel, own, "kernel"), Value(conv.Dilation, own, "dilation"), NormOf(conv.Norm, own));
        var padding = conv.Padding is { } given ? Value(given, own, "padding") : dilation * (kernel - 1) / 2;
        var bias = conv.Bias is { } open ? Value(open, own, "bias") : norm == Normalisation.None;
        var op = new Operator.Convolution(WidthOf(conv.Channels, own, "channels", x), kernel, stride, padding, dilation, Value(conv.Groups, own, "groups"), bias);
        return Finish(own.Node, "", builder.Add(own.Node.Child("conv"), op, x), norm, ActivationOf(conv.Activation, own));
    }

    private NodePath Separable(Block.Separable separable, SpaceScope own, NodePath x, int stride)
    {
        var (kernel, norm, activation) = (Value(separable.Kernel, own, "kernel"), NormOf(separable.Norm, own), ActivationOf(separable.Activation, own));
        var channels = WidthOf(separable.Channels, own, "channels", x);
        x = Finish(own.Node, "depthwise_", Depthwise(own.Node, x, kernel, stride, norm), norm, activation);
        x = builder.Add(own.Node.Child("pointwise"), new Operator.Convolution(channels, 1, 1, 0, 1, 1, norm == Normalisation.None), x);
        return Finish(own.Node, "pointwise_", x, norm, activation);
    }

    private NodePath InvertedBottleneck(Block.InvertedBottleneck bottleneck, SpaceScope own, NodePath x, int stride)
    {
        var (kernel, expand) = (Value(bottleneck.Kernel, own, "kernel"), Value(bottleneck.Expand, own, "expand"));
        var (norm, activation) = (NormOf(bottleneck.Norm, own), ActivationOf(bottleneck.Activation, own));
        var (channels, middle) = (WidthOf(bottleneck.Channels, own, "channels", x), checked(Image(own.Node, x).Width * expand));
        var bias = norm == Normalisation.None;
        if (expand > 1)
            x = Finish(own.Node, "expand_", builder.Add(own.Node.Child("expand"), new Operator.Convolution(middle, 1, 1, 0, 1, 1, bias), x), norm, activation);
        x = Finish(own.Node, "depthwise_", Depthwise(own.Node, x, kernel, stride, norm), norm, activation);
        if (Value(bottleneck.SqueezeExcite, own, "squeeze_excite"))
            x = SqueezeExcite(own.Node.Child("se"), x, middle);
        return Finish(own.Node, "project_", builder.Add(own.Node.Child("project"), new Operator.Convolution(channels, 1, 1, 0, 1, 1, bias), x), norm, null);
    }

    private NodePath SqueezeExcite(NodePath se, NodePath x, int channels)
    {
        var gate = builder.Add(se.Child("pool"), new Operator.GlobalPool(PoolKind.Average), x); // (channels, 1, 1)
        gate = builder.Add(se.Child("reduce"), new Operator.Convolution(Math.Max(1, channels / SqueezeRatio), 1, 1, 0, 1, 1, true), gate);
        gate = Activate(se.Child("act"), gate, ActivationFunction.Relu);
        gate = builder.Add(se.Child("expand"), new Operator.Convolution(channels, 1, 1, 0, 1, 1, true), gate);
        gate = Activate(se.Child("gate"), gate, ActivationFunction.HardSigmoid);
        return builder.Add(se.Child("scale"), new Operator.Multiply(), x, gate);
    }

    private NodePath Depthwise(NodePath own, NodePath x, int kernel, int stride, Normalisation norm)
    {
        var channels = Image(own.Child("depthwise"), x).Width;
        return builder.Add(own.Child("depthwise"), new Operator.Convolution(channels, kernel, stride, (kernel - 1) / 2, 1, channels, norm == Normalisation.None), x);
    }

    private NodePath Finish(NodePath own, string prefix, NodePath x, Normalisation norm, ActivationFunction? activation) =>
        Activate(own.Child($"{prefix}act"), Normalise(own.Child($"{prefix}norm"), x, norm), activation);

    private NodePath Normalise(NodePath path, NodePath x, Normalisation norm) => norm switch
    {
        Normalisation.None => x,
        Normalisation.Batch => builder.Add(path, new Operator.BatchNorm(), x),
        Normalisation.Layer => builder.Add(path, new Operator.LayerNorm(), x),
        _ => throw new InvalidOperationException($"No rule for {norm}."),
    };

    private NodePath Activate(NodePath path, NodePath x, ActivationFunction? function) =>
        function is { } known ? builder.Add(path, new Operator.Activation(known), x) : x;

    private NodePath Zero(SpaceScope own, NodePath x, int stride)
    {
        var width = own.Inherited.Width is { } inherited ? answers.Of(inherited) : builder.ShapeOf(x).Width;
        x = builder.Add(own.Node.Child("zero"), new Operator.Zero(stride), x);
        return Align(own.Node, x, builder.ShapeOf(x).WithWidth(width), ShortcutAlignment.SlicePad);
    }

    private NodePath Skip(SpaceScope own, NodePath x, int stride)
    {
        var width = own.Inherited.Width is { } inherited ? answers.Of(inherited) : builder.ShapeOf(x).Width;
        var pooled = PoolBy(own.Node, x, stride);
        var target = builder.ShapeOf(pooled).WithWidth(width);
        var aligned = Align(own.Node, pooled, target, ShortcutAlignment.Projection);
        return aligned == x ? builder.Add(own.Node.Child("skip"), new Operator.Identity(), x) : aligned;
    }

    private NodePath Resize(SpaceScope own, NodePath x, int height)
    {
        var shape = Image(own.Node, x);
        var width = SizeRange.Proportional(shape.Size(Axis.Width), shape.Size(Axis.Height), height);
        return (height, width) == (shape.Size(Axis.Height), shape.Size(Axis.Width)) ? x
            : builder.Add(own.Node.Child("resize"), new Operator.Resize(height, width), x);
    }

    private NodePath Classifier(Block.Classifier classifier, SpaceScope own, NodePath x)
    {
        x = Vector(own.Node.Child("flatten"), x);
        if (classifier.DropoutRate is { } dropout)
            x = builder.Add(own.Node.Child("dropout"), new Operator.Dropout(Value(dropout, own, "dropout")), x);
        return builder.Add(own.Node.Child("linear"), new Operator.Linear(signature.OutputCount, true), x);
    }

    private NodePath Vector(NodePath path, NodePath x) => builder.ShapeOf(x).IsFeatures ? x : builder.Add(path, new Operator.Flatten(), x);

    private TensorShape Image(NodePath path, NodePath x) =>
        builder.ShapeOf(x) is { IsImage: true } shape ? shape
            : throw new ShapeException($"Node '{path}': found shape {builder.ShapeOf(x)}, expected an image (channels × height × width).");

    private int StrideOf(Choice<int>? given, SpaceScope own, Flow flow) =>
        given is not null ? Value(given, own, "stride") : flow.Stride is { } waiting ? answers.Of(waiting) : 1;

    private int WidthOf(Choice<int>? given, SpaceScope own, string name, NodePath x) =>
        given is not null ? Value(given, own, name) : own.Inherited.Width is { } inherited ? answers.Of(inherited) : builder.ShapeOf(x).Width;

    private Normalisation NormOf(Choice<Normalisation>? given, SpaceScope own) =>
        given is not null ? Value(given, own, "norm") : own.Inherited.Norm is { } inherited ? answers.Of(inherited) : Normalisation.Batch;

    private ActivationFunction? ActivationOf(Choice<ActivationFunction?>? given, SpaceScope own) =>
        given is not null ? Value(given, own, "activation") : own.Inherited.Activation is { } inherited ? answers.Of(inherited) : ActivationFunction.Relu;

    private T Value<T>(Choice<T> choice, SpaceScope own, string name) => choice.IsOpen ? answers.Of(choice, own.Attribute(name)) : choice.Options[0];
}
