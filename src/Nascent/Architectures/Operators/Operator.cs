using System.Collections.Immutable;
using System.Text;

namespace Nascent.Architectures.Operators;

/// <summary>A primitive operator of a network. It states its own facts; costs, canonical hashes, copies and exports read them.</summary>
/// <remarks>
/// Composite blocks (depthwise-separable convolution, inverted bottleneck, squeeze-and-excitation) resolve to these. Shapes are given
/// without the batch. All convolutions and poolings are two-dimensional with square kernels; pads are symmetric.
/// The built-in operators are nested here; others derive from this record and need a row in the tables of PyTorch and ONNX.
/// What is abstract has no answer that is right for every operator. What is virtual has one that is safe.
/// </remarks>
public abstract partial record Operator
{
    /// <summary>Its part of canonical hashes: equal where it computes the same; see <see cref="OperatorCode"/>.</summary>
    public abstract CanonicalHash Code { get; }

    /// <summary>Whether it changes each element or each channel by itself, so that it belongs to what it follows.</summary>
    public abstract bool IsPointwise { get; }

    /// <summary>When it gives nothing but zeros.</summary>
    public abstract ZeroRule Zeros { get; }

    /// <summary>The shape that it gives for the shapes it reads.</summary>
    /// <param name="inputs">The shapes, with checks and errors that say where.</param>
    /// <exception cref="ShapeException">It cannot take these shapes.</exception>
    public abstract TensorShape Infer(InputShapes inputs);

    /// <summary>Its weights, in a fixed order; each name begins with the path.</summary>
    /// <param name="path">The path of its node.</param>
    /// <param name="input">The first shape that it reads.</param>
    public abstract ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input);

    /// <summary>The multiply-accumulates of one sample, without biases.</summary>
    /// <param name="input">The first shape that it reads.</param>
    /// <param name="output">The shape that it gives.</param>
    public abstract MacCount Macs(TensorShape input, TensorShape output);

    /// <summary>Weights that are not trained and are not in <see cref="Weights"/>, as those of a frozen network; by default none.</summary>
    public virtual long FrozenParameters => 0;

    /// <summary>Multiply-accumulates of one sample that training does not repeat, as those of a frozen network, whose features are computed once; by default none.</summary>
    public virtual long FrozenMacs => 0;

    /// <summary>Bytes of activations that a frozen network inside of it holds at most, for one sample in float32; by default none.</summary>
    public virtual long FrozenPeak => 0;

    /// <summary>Whether it gives its first input unchanged; by default not, which keeps it in simplified networks.</summary>
    /// <param name="inputs">How many values it reads.</param>
    /// <param name="input">The first shape that it reads.</param>
    /// <param name="output">The shape that it gives.</param>
    public virtual bool IsIdentity(int inputs, TensorShape input, TensorShape output) => false;

    /// <summary>Whether inputs of one shape may change places; by default not, so that two orders are two canonical hashes.</summary>
    public virtual bool IsSymmetric => false;

    /// <summary>Whether nothing of it is left in a deployed network, where batch normalisation is folded; by default something is.</summary>
    public virtual bool IsFreeWhenDeployed => false;

    /// <summary>Whether it says itself how many channels or features it gives; by default that follows from what it reads.</summary>
    /// <param name="read">The channels or features that it reads.</param>
    public virtual bool ChoosesWidth(int read) => false;

    /// <summary>Which widths its inputs must have; by default any, as far as <see cref="Infer"/> takes them.</summary>
    public virtual InputWidths InputWidths => InputWidths.Any;

    /// <summary>This operator in a copy of its network with fewer channels; by default unchanged.</summary>
    /// <param name="was">The channels or features that it reads in the original.</param>
    /// <param name="now">Those that it reads in the copy.</param>
    /// <param name="gives">Those that it gives in the copy, where it <see cref="ChoosesWidth"/>.</param>
    public virtual Operator Narrowed(int was, int now, int gives) => this;

    /// <summary>This operator in a copy of its network at a share of the resolution; by default unchanged, as most name no size of an image.</summary>
    /// <param name="share">In the range (0, 1].</param>
    public virtual Operator AtResolution(double share) => this;

    /// <summary>The facts above are no part of an operator's text: only its attributes are.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>What brings one width to another: zeros behind it, or its first channels.</summary>
    internal static Operator ToWidth(int from, int to) => from < to ? new PadChannels(to) : new Slice(to);
}
