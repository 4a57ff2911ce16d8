using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

/// <summary>The shapes that an operator reads, with the checks that operators share and errors that say where.</summary>
public readonly struct InputShapes
{
    private readonly NodePath _path;
    private readonly Operator _operator;

    /// <summary>The shapes that a node reads.</summary>
    /// <param name="path">Where the operator stands, for errors.</param>
    /// <param name="op">The operator.</param>
    /// <param name="shapes">The shapes, without the batch.</param>
    /// <exception cref="ShapeException">There is none.</exception>
    public InputShapes(NodePath path, Operator op, ImmutableArray<TensorShape> shapes)
    {
        (_path, _operator, All) = (path, op, shapes);
        if (shapes.IsEmpty)
            throw Error("no input", "at least one input");
    }

    /// <summary>Every shape, in order; at least one.</summary>
    public ImmutableArray<TensorShape> All { get; }

    /// <summary>The only shape.</summary>
    /// <exception cref="ShapeException">There are several.</exception>
    public TensorShape Single => All.Length == 1 ? All[0] : throw Error($"{All.Length} inputs", "one input");

    /// <summary>The only shape, which is (channels, height, width).</summary>
    /// <exception cref="ShapeException">There are several, or it is no image.</exception>
    public TensorShape Image => Single is { IsImage: true } image ? image : throw Error($"shape {All[0]}", "an image (channels × height × width)");

    /// <summary>The value, which is at least 1.</summary>
    /// <exception cref="ShapeException">It is not.</exception>
    public int Positive(string what, int value) => value >= 1 ? value : throw Error($"{what} {value}", "at least 1");

    /// <summary>The shape after a square window has slid over the only input, an image.</summary>
    /// <param name="channels">The channels after it.</param>
    /// <param name="kernel">The side of the window, at least 1.</param>
    /// <param name="stride">The step, at least 1.</param>
    /// <param name="padding">Elements added on every side.</param>
    /// <param name="dilation">The distance between the window's elements, at least 1.</param>
    /// <exception cref="ShapeException">A number is out of its range, or the window does not fit.</exception>
    public TensorShape Window(int channels, int kernel, int stride, int padding, int dilation)
    {
        var x = Image;
        Positive("kernel", kernel);
        Positive("stride", stride);
        Positive("dilation", dilation);
        return TensorShape.Image(channels, Slide(this, Axis.Height), Slide(this, Axis.Width));

        int Slide(InputShapes inputs, string axis)
        {
            var room = x.Size(axis) + (2 * padding) - (dilation * (kernel - 1)) - 1;
            return room >= 0 ? (room / stride) + 1
                : throw inputs.Error($"{axis} {x.Size(axis)} with padding {padding}", $"at least the kernel's extent {(dilation * (kernel - 1)) + 1}");
        }
    }

    /// <summary>An error that names the node and its operator.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected in its place.</param>
    public ShapeException Error(string found, string expected) =>
        new($"Node '{_path}' ({_operator.GetType().Name}): found {found}, expected {expected}.");
}
