using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>The shape that an operator gives for the shapes it reads.</summary>
public static class ShapeInference
{
    /// <summary>The output's shape, without the batch.</summary>
    /// <param name="path">Where the operator stands, for errors.</param>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">The shapes it reads.</param>
    /// <exception cref="ShapeException">The operator cannot take these shapes; the message says where, what was found and what was expected.</exception>
    public static TensorShape Infer(NodePath path, Operator op, ImmutableArray<TensorShape> inputs)
    {
        if (inputs.IsEmpty)
            throw Error(path, op, "no input", "at least one input");
        var x = inputs[0];
        if (op is not (Operator.Add or Operator.Concat or Operator.Multiply) && inputs.Length != 1)
            throw Error(path, op, $"{inputs.Length} inputs", "one input");
        return op switch
        {
            Operator.Convolution c => Convolve(path, c, Image(path, op, x)),
            Operator.Linear l => x.IsFeatures ? TensorShape.Features(Positive(path, op, "features", l.Features)) : throw Error(path, op, $"shape {x}", "a vector (flatten or pool first)"),
            Operator.Pool p => Window(path, op, Image(path, op, x), x.Width, p.Kernel, p.Stride, p.Padding, 1),
            Operator.GlobalPool => TensorShape.Image(Image(path, op, x).Width, 1, 1),
            Operator.Zero z => z.Stride == 1 ? x : Window(path, op, Image(path, op, x), x.Width, 1, z.Stride, 0, 1),
            Operator.Add => inputs.All(x.Equals) ? x : throw Error(path, op, $"shapes {string.Join(", ", inputs)}", "equal shapes"),
            Operator.Multiply => Gate(path, op, inputs),
            Operator.Concat => Concatenate(path, op, inputs),
            Operator.Flatten => TensorShape.Features(checked((int)x.Count)),
            Operator.Resize r => TensorShape.Image(Image(path, op, x).Width, Positive(path, op, "height", r.Height), Positive(path, op, "width", r.Width)),
            Operator.Slice s => s.Channels >= 1 && s.First >= 0 && s.First + s.Channels <= x.Width ? x.WithWidth(s.Channels)
                : throw Error(path, op, $"{s.Channels} of {x.Width} channels{(s.First == 0 ? "" : $" from {s.First}")}", $"1 to {x.Width - s.First}"),
            Operator.PadChannels p => p.Channels >= x.Width ? x.WithWidth(p.Channels) : throw Error(path, op, $"{p.Channels} channels for an input of {x.Width}", $"at least {x.Width}"),
            Operator.Dropout d => d.Rate is >= 0 and < 1 ? x : throw Error(path, op, $"rate {d.Rate}", "a rate in the range [0, 1)"),
            Operator.BatchNorm or Operator.LayerNorm or Operator.Activation or Operator.Identity => x,
            _ => throw new InvalidOperationException($"No shape rule for {op.GetType().Name}."),
        };
    }

    private static TensorShape Convolve(NodePath path, Operator.Convolution c, TensorShape x)
    {
        Positive(path, c, "channels", c.Channels);
        if (c.Groups < 1 || x.Width % c.Groups != 0 || c.Channels % c.Groups != 0)
            throw Error(path, c, $"{c.Groups} groups for {x.Width} input and {c.Channels} output channels", "groups that divide both");
        return Window(path, c, x, c.Channels, c.Kernel, c.Stride, c.Padding, c.Dilation);
    }

    private static TensorShape Window(NodePath path, Operator op, TensorShape x, int channels, int kernel, int stride, int padding, int dilation)
    {
        Positive(path, op, "kernel", kernel);
        Positive(path, op, "stride", stride);
        Positive(path, op, "dilation", dilation);
        return TensorShape.Image(channels, Slide(Axis.Height), Slide(Axis.Width));

        int Slide(string axis)
        {
            var room = x.Size(axis) + (2 * padding) - (dilation * (kernel - 1)) - 1;
            return room >= 0 ? (room / stride) + 1
                : throw Error(path, op, $"{axis} {x.Size(axis)} with padding {padding}", $"at least the kernel's extent {(dilation * (kernel - 1)) + 1}");
        }
    }

    private static TensorShape Gate(NodePath path, Operator op, ImmutableArray<TensorShape> inputs)
    {
        if (inputs.Length != 2)
            throw Error(path, op, $"{inputs.Length} inputs", "two inputs");
        var (x, gate) = (inputs[0], inputs[1]);
        var fits = x.Equals(gate) || gate.Count == 1 || (x.IsImage && gate.Equals(TensorShape.Image(x.Width, 1, 1)));
        return fits ? x : throw Error(path, op, $"shapes {x} and {gate}", $"equal shapes, or {x.Width}×1×1 or one number as the second");
    }

    private static TensorShape Concatenate(NodePath path, Operator op, ImmutableArray<TensorShape> inputs)
    {
        var first = inputs[0];
        if (inputs.Any(shape => !shape.WithWidth(first.Width).Equals(first)))
            throw Error(path, op, $"shapes {string.Join(", ", inputs)}", "shapes that differ in their first axis only");
        return first.WithWidth(inputs.Sum(shape => shape.Width));
    }

    private static TensorShape Image(NodePath path, Operator op, TensorShape shape) =>
        shape.IsImage ? shape : throw Error(path, op, $"shape {shape}", "an image (channels × height × width)");

    private static int Positive(NodePath path, Operator op, string what, int value) =>
        value >= 1 ? value : throw Error(path, op, $"{what} {value}", "at least 1");

    private static ShapeException Error(NodePath path, Operator op, string found, string expected) =>
        new($"Node '{path}' ({op.GetType().Name}): found {found}, expected {expected}.");
}
