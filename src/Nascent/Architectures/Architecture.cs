using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>A network: a typed graph of operators with every shape known.</summary>
/// <remarks>Immutable and safe for use by several threads. Made by a search space or by <see cref="ArchitectureBuilder"/>.</remarks>
public sealed class Architecture
{
    private readonly Dictionary<NodePath, Node> _byPath;
    private readonly Dictionary<NodePath, TensorShape> _inputShapes;

    internal Architecture(string name, ImmutableArray<Port> inputs, ImmutableArray<Node> nodes, ImmutableArray<Port> outputs)
    {
        Name = name;
        Inputs = inputs;
        Nodes = nodes;
        Outputs = outputs;
        _byPath = nodes.ToDictionary(node => node.Path);
        _inputShapes = inputs.ToDictionary(port => port.Node, port => port.Type.Shape);
    }

    /// <summary>The space or the hand that made it.</summary>
    public string Name { get; }

    /// <summary>The named inputs.</summary>
    public ImmutableArray<Port> Inputs { get; }

    /// <summary>The operators, each after what it reads.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The named outputs.</summary>
    public ImmutableArray<Port> Outputs { get; }

    /// <summary>The node at a path.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Node this[NodePath path] => _byPath[path];

    /// <summary>The shape of the value at a path, be it a node or a network input.</summary>
    public TensorShape ShapeOf(NodePath path) => _inputShapes.TryGetValue(path, out var shape) ? shape : _byPath[path].Shape;

    /// <summary>The shape of the first value that a node reads.</summary>
    public TensorShape InputShapeOf(Node node) => ShapeOf(node.Inputs[0]);

    /// <summary>The weights of one node, in a fixed order.</summary>
    public ImmutableArray<WeightSlot> WeightsOf(Node node) => node.Operator.Weights(node.Path, InputShapeOf(node));

    /// <summary>The weights of all nodes, in the nodes' order.</summary>
    public IEnumerable<WeightSlot> Weights => Nodes.SelectMany(node => (IEnumerable<WeightSlot>)WeightsOf(node));
}
