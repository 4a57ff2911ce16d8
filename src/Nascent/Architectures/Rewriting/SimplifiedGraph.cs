using System.Collections.Immutable;
using Nascent.Architectures.Operators;

namespace Nascent.Architectures.Rewriting;

/// <summary>Simplifies one network, node by node: what each reads is simplified before it.</summary>
internal sealed class SimplifiedGraph
{
    private readonly Architecture _original;
    private readonly Dictionary<NodePath, NodePath> _alias = []; // a node that is gone → what stands for it
    private readonly HashSet<NodePath> _zeros = [];
    private readonly Dictionary<TensorShape, NodePath> _zeroOfShape = [];
    private readonly Dictionary<TensorShape, NodePath> _firstOfShape = [];
    private readonly List<Node> _kept = [];

    public SimplifiedGraph(Architecture original)
    {
        _original = original;
        foreach (var input in original.Inputs)
            _firstOfShape.TryAdd(input.Type.Shape, input.Node);
    }

    public Architecture Run()
    {
        foreach (var node in _original.Nodes)
            Add(node, Terms(node));
        var outputs = _original.Outputs.Select(output => output with { Node = _alias.GetValueOrDefault(output.Node, output.Node) }).ToImmutableArray();
        return new Architecture(_original.Name, _original.Inputs, Live(outputs), outputs);
    }

    /// <summary>What a node reads after all before it; a sum reads none of its terms that are zero, or only the first where all are.</summary>
    private ImmutableArray<NodePath> Terms(Node node)
    {
        ImmutableArray<NodePath> inputs = [.. node.Inputs.Select(input => _alias.GetValueOrDefault(input, input))];
        if (node.Operator is not Operator.Add)
            return inputs;
        return inputs.All(_zeros.Contains) ? [inputs[0]] : [.. inputs.Where(input => !_zeros.Contains(input))];
    }

    private void Add(Node node, ImmutableArray<NodePath> inputs)
    {
        if (node.Operator.IsIdentity(inputs.Length, _original.ShapeOf(inputs[0]), node.Shape))
        {
            _alias[node.Path] = inputs[0];
        }
        else if (IsZero(node.Operator, inputs))
        {
            AddZero(node, inputs);
        }
        else
        {
            _firstOfShape.TryAdd(node.Shape, node.Path);
            _kept.Add(node with { Inputs = inputs });
        }
    }

    /// <summary>Any zero of a shape is as good as another: what it was made from does not matter.</summary>
    private void AddZero(Node node, ImmutableArray<NodePath> inputs)
    {
        if (_zeroOfShape.TryGetValue(node.Shape, out var zero))
        {
            _alias[node.Path] = zero;
            return;
        }

        _zeros.Add(node.Path);
        _zeroOfShape.Add(node.Shape, node.Path);
        _kept.Add(_firstOfShape.TryGetValue(node.Shape, out var first)
            ? node with { Operator = new Operator.Zero(), Inputs = [first] }
            : node with { Inputs = inputs });
    }

    private bool IsZero(Operator op, ImmutableArray<NodePath> inputs) => op.Zeros switch
    {
        ZeroRule.Never => false,
        ZeroRule.WhereAllInputsAre => inputs.All(_zeros.Contains),
        ZeroRule.WhereAnyInputIs => inputs.Any(_zeros.Contains),
        ZeroRule.Always => true,
        _ => throw new InvalidOperationException($"No rule for zeros '{op.Zeros}' of {op.GetType().Name}."),
    };

    /// <summary>The nodes that an output needs.</summary>
    private ImmutableArray<Node> Live(ImmutableArray<Port> outputs)
    {
        var needed = outputs.Select(output => output.Node).ToHashSet();
        var live = new List<Node>();
        for (var i = _kept.Count - 1; i >= 0; i--)
            if (needed.Contains(_kept[i].Path))
            {
                live.Add(_kept[i]);
                needed.UnionWith(_kept[i].Inputs);
            }

        live.Reverse();
        return [.. live];
    }
}
