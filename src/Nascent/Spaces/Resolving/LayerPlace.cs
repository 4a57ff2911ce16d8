using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Spaces.Walking;
using Nascent.Tasks;

namespace Nascent.Spaces.Resolving;

/// <summary>The place of a layer in a network that is being resolved: what it reads, what it inherits, which options were taken, and where its operators are added.</summary>
/// <remarks>Names of nodes stand under the layer's path: <c>conv</c> of a layer <c>stem</c> is the node <c>stem.conv</c>. Of one owner; not thread-safe.</remarks>
public sealed class LayerPlace
{
    private readonly ArchitectureBuilder _builder;
    private readonly Answers _answers;
    private readonly Signature _signature;
    private readonly SpaceScope _own;
    private readonly Flow _flow;

    internal LayerPlace(ArchitectureBuilder builder, Answers answers, Signature signature, SpaceScope own, Flow flow) =>
        (_builder, _answers, _signature, _own, _flow) = (builder, answers, signature, own, flow);

    /// <summary>The value that the layer reads.</summary>
    public NodePath Input => _flow.Value;

    /// <summary>The number of values that the network gives for a sample.</summary>
    public int Outputs => _signature.OutputCount;

    /// <summary>Whether the layer reads the members of a <see cref="Block.Ensemble"/>: an image in the network of a table.</summary>
    public bool HasMembers => _signature.Inputs[0].Type.Shape.IsFeatures && ShapeOf(Input).IsImage;

    /// <summary>Whether the layer has taken the stride that waits.</summary>
    internal bool TookStride { get; private set; }

    /// <summary>The shape of a value, without the batch.</summary>
    public TensorShape ShapeOf(NodePath value) => _builder.ShapeOf(value);

    /// <summary>The shape of a value that is an image.</summary>
    /// <param name="value">The value.</param>
    /// <param name="node">The node that needs it, for errors; null for the layer as a whole.</param>
    /// <exception cref="ShapeException">It is none.</exception>
    public TensorShape Image(NodePath value, string? node = null) => ShapeOf(value) is { IsImage: true } shape ? shape
        : throw new ShapeException($"Node '{(node is null ? _own.Node : _own.Node.Child(node))}': found shape {ShapeOf(value)}, expected an image (channels × height × width).");

    /// <summary>The option that was taken of an attribute.</summary>
    public T Of<T>(Choice<T> choice, string attribute) => choice.IsOpen ? _answers.Of(choice, _own.Attribute(attribute)) : choice.Options[0];

    /// <summary>The layer's own channels or features; those that it inherits, or else its input's, where it gives none.</summary>
    public int Width(Choice<int>? given, string attribute) => given is not null ? Of(given, attribute)
        : _own.Inherited.Width is { } inherited ? _answers.Of(inherited) : ShapeOf(Input).Width;

    /// <summary>The layer's own stride; where it gives none, the one that waits, which it takes, or else 1.</summary>
    public int Stride(Choice<int>? given)
    {
        if (given is not null)
            return Of(given, "stride");
        TookStride = true;
        return _flow.Stride is { } waiting ? _answers.Of(waiting) : 1;
    }

    /// <summary>The layer's own normalisation; the one that it inherits, or else batch normalisation, where it gives none.</summary>
    public Normalisation Norm(Choice<Normalisation>? given) => given is not null ? Of(given, "norm")
        : _own.Inherited.Norm is { } inherited ? _answers.Of(inherited) : Normalisation.Batch;

    /// <summary>The layer's own activation; the one that it inherits, or else ReLU, where it gives none. Null for none.</summary>
    public ActivationFunction? Activation(Choice<ActivationFunction?>? given) => given is not null ? Of(given, "activation")
        : _own.Inherited.Activation is { } inherited ? _answers.Of(inherited) : ActivationFunction.Relu;

    /// <summary>Adds an operator, and gives its value.</summary>
    /// <param name="node">The node's name under the layer's path.</param>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">The values that it reads.</param>
    /// <exception cref="ShapeException">The operator cannot take their shapes.</exception>
    public NodePath Add(string node, Operator op, params ReadOnlySpan<NodePath> inputs) => _builder.Add(_own.Node.Child(node), op, [.. inputs]);

    /// <summary>Adds a depthwise convolution that keeps the size at stride 1, with a bias only where no normalisation follows: the node <c>depthwise</c>.</summary>
    public NodePath AddDepthwise(NodePath x, int kernel, int stride, Normalisation norm, int dilation = 1)
    {
        var channels = Image(x, "depthwise").Width;
        return Add("depthwise", new Operator.Convolution(channels, kernel, stride, dilation * (kernel - 1) / 2, dilation, channels, norm == Normalisation.None), x);
    }

    /// <summary>Adds a flattening where the value is no vector.</summary>
    public NodePath AddVector(string node, NodePath x) => ShapeOf(x).IsFeatures ? x : Add(node, new Operator.Flatten(), x);

    /// <summary>Adds a normalisation, if any.</summary>
    public NodePath Normalise(string node, NodePath x, Normalisation norm) => norm switch
    {
        Normalisation.None => x,
        Normalisation.Batch => Add(node, new Operator.BatchNorm(), x),
        Normalisation.Layer => Add(node, new Operator.LayerNorm(), x),
        _ => throw new InvalidOperationException($"No operator for the normalisation {norm}."),
    };

    /// <summary>Adds an activation, if any.</summary>
    public NodePath Activate(string node, NodePath x, ActivationFunction? function) =>
        function is { } known ? Add(node, new Operator.Activation(known), x) : x;

    /// <summary>Adds a normalisation and an activation, if any: the nodes <c>norm</c> and <c>act</c> behind a prefix.</summary>
    public NodePath Finish(string prefix, NodePath x, Normalisation norm, ActivationFunction? activation) =>
        Activate($"{prefix}act", Normalise($"{prefix}norm", x, norm), activation);

    /// <summary>A value in another shape: images are pooled or resized, then channels or features are aligned.</summary>
    public NodePath Align(NodePath x, TensorShape target, ShortcutAlignment alignment) => _builder.Align(_own.Node, x, target, alignment);

    /// <summary>Average pooling that makes an image ⌈size / stride⌉ high and wide; the value itself at stride 1.</summary>
    public NodePath PoolBy(NodePath x, int stride) => _builder.PoolBy(_own.Node, x, stride);
}
