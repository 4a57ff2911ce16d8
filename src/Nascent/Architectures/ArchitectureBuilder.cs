using System.Collections.Immutable;
using Nascent.Architectures.Operators;

namespace Nascent.Architectures;

/// <summary>Builds an <see cref="Architecture"/> node by node, inferring each shape as it goes.</summary>
/// <remarks>Used by search spaces when they resolve a genotype, and directly for hand-designed networks. Not thread-safe.</remarks>
/// <param name="name">The space or hand that makes the network.</param>
public sealed class ArchitectureBuilder(string name)
{
    private readonly ImmutableArray<Port>.Builder _inputs = ImmutableArray.CreateBuilder<Port>();
    private readonly ImmutableArray<Node>.Builder _nodes = ImmutableArray.CreateBuilder<Node>();
    private readonly ImmutableArray<Port>.Builder _outputs = ImmutableArray.CreateBuilder<Port>();
    private readonly Dictionary<NodePath, TensorShape> _shapes = [];

    /// <summary>Adds a named input and returns the path by which nodes read it.</summary>
    public NodePath Input(string inputName, TensorType type)
    {
        var path = new NodePath(inputName);
        Define(path, type.Shape);
        _inputs.Add(new Port(inputName, path, type));
        return path;
    }

    /// <summary>Adds a node and returns its path.</summary>
    /// <exception cref="ShapeException">The operator cannot take its inputs' shapes.</exception>
    public NodePath Add(NodePath path, Operator op, params ImmutableArray<NodePath> inputs)
    {
        var shape = op.Infer(new InputShapes(path, op, [.. inputs.Select(ShapeOf)]));
        Define(path, shape);
        _nodes.Add(new Node(path, op, inputs, shape));
        return path;
    }

    /// <summary>The shape of a value that was added.</summary>
    public TensorShape ShapeOf(NodePath path) =>
        _shapes.TryGetValue(path, out var shape) ? shape : throw new NascentException($"Node '{path}': not defined before it is read.");

    /// <summary>Names a value as an output.</summary>
    public void Output(string outputName, NodePath node) => _outputs.Add(new Port(outputName, node, TensorType.Float(ShapeOf(node))));

    /// <summary>The finished network.</summary>
    public Architecture Build() => new(name, _inputs.ToImmutable(), _nodes.ToImmutable(), _outputs.ToImmutable());

    private void Define(NodePath path, TensorShape shape)
    {
        if (!_shapes.TryAdd(path, shape))
            throw new NascentException($"Node '{path}': defined twice in network '{name}'.");
    }
}
