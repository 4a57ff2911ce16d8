using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>A network without dead edges, identities and zeros, which computes the same function as the one it was made from.</summary>
/// <remarks>
/// Nodes that stay keep their paths. What is seen: nodes that no output needs; identities (also dropout at rate 0, a slice or pad to the same width,
/// a resize to the same size, a 1×1 pooling, sums and concatenations of one input); sums with a term that is zero; and zeros that pass through
/// operators without a bias. A batch normalisation of zeros is not zero (its shift is trained), so it stays.
/// </remarks>
/// <param name="Architecture">The simplified network.</param>
/// <param name="Weights">For each weight of the original that still matters, its name in the simplified network.</param>
public sealed record Simplification(Architecture Architecture, FrozenDictionary<string, string> Weights)
{
    /// <summary>Simplifies a network.</summary>
    public static Simplification Of(Architecture original)
    {
        var simplified = GraphOf(original);
        return new Simplification(simplified, simplified.Weights.ToFrozenDictionary(weight => weight.Name, weight => weight.Name));
    }

    /// <summary>The simplified network alone.</summary>
    internal static Architecture GraphOf(Architecture original)
    {
        var alias = new Dictionary<NodePath, NodePath>();
        var zeros = new HashSet<NodePath>();
        var zeroOfShape = new Dictionary<TensorShape, NodePath>();
        var firstOfShape = new Dictionary<TensorShape, NodePath>();
        foreach (var input in original.Inputs)
            firstOfShape.TryAdd(input.Type.Shape, input.Node);
        var kept = new List<Node>();
        foreach (var node in original.Nodes)
        {
            var inputs = node.Inputs.Select(input => alias.GetValueOrDefault(input, input)).ToImmutableArray();
            if (node.Operator is Operator.Add && inputs.Any(input => !zeros.Contains(input)))
                inputs = [.. inputs.Where(input => !zeros.Contains(input))];
            else if (node.Operator is Operator.Add)
                inputs = [inputs[0]];
            if (IsIdentity(node, inputs, original.ShapeOf(inputs[0])))
            {
                alias[node.Path] = inputs[0];
                continue;
            }

            var kind = node.Operator;
            if (IsZero(kind, inputs, zeros))
            {
                // Any zero of a shape is as good as another: what it was made from does not matter.
                if (zeroOfShape.TryGetValue(node.Shape, out var zero))
                {
                    alias[node.Path] = zero;
                    continue;
                }

                if (firstOfShape.TryGetValue(node.Shape, out var first))
                    (kind, inputs) = (new Operator.Zero(), [first]);
                zeros.Add(node.Path);
                zeroOfShape.Add(node.Shape, node.Path);
            }
            else
            {
                firstOfShape.TryAdd(node.Shape, node.Path);
            }

            kept.Add(node with { Operator = kind, Inputs = inputs });
        }

        var outputs = original.Outputs.Select(output => output with { Node = alias.GetValueOrDefault(output.Node, output.Node) }).ToImmutableArray();
        return new Architecture(original.Name, original.Inputs, Live(kept, outputs), outputs);
    }

    private static ImmutableArray<Node> Live(List<Node> nodes, ImmutableArray<Port> outputs)
    {
        var needed = outputs.Select(output => output.Node).ToHashSet();
        var live = new List<Node>();
        for (var i = nodes.Count - 1; i >= 0; i--)
            if (needed.Contains(nodes[i].Path))
            {
                live.Add(nodes[i]);
                needed.UnionWith(nodes[i].Inputs);
            }

        live.Reverse();
        return [.. live];
    }

    private static bool IsIdentity(Node node, ImmutableArray<NodePath> inputs, TensorShape input) => node.Operator switch
    {
        Operator.Identity => true,
        Operator.Add or Operator.Concat => inputs.Length == 1,
        Operator.Dropout dropout => dropout.Rate == 0,
        Operator.Slice or Operator.PadChannels or Operator.Resize or Operator.Flatten => node.Shape.Equals(input),
        Operator.Pool pool => pool is { Kernel: 1, Stride: 1, Padding: 0 },
        _ => false,
    };

    private static bool IsZero(Operator op, ImmutableArray<NodePath> inputs, HashSet<NodePath> zeros) => op switch
    {
        Operator.Zero => true,
        Operator.Convolution convolution => !convolution.Bias && zeros.Contains(inputs[0]),
        Operator.Linear linear => !linear.Bias && zeros.Contains(inputs[0]),
        Operator.Activation activation => activation.Function is not (ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid) && zeros.Contains(inputs[0]),
        Operator.Pool or Operator.GlobalPool or Operator.Dropout or Operator.Flatten or Operator.Resize or Operator.Slice or Operator.PadChannels => zeros.Contains(inputs[0]),
        Operator.Multiply => inputs.Any(zeros.Contains),
        Operator.Concat => inputs.All(zeros.Contains),
        _ => false,
    };
}
