using System.Collections.Immutable;
using Nascent.Architectures.Operators;

namespace Nascent.Architectures.Rewriting;

/// <summary>Several networks on one input as one, whose output is the weighted sum of theirs: an ensemble in one graph.</summary>
public static class WeightedSum
{
    /// <summary>Whether a network can be a part: one input, and one output that a linear layer or trees give, whose weights can take the factor.</summary>
    public static bool Takes(Architecture network) =>
        network.Inputs.Length == 1 && network.Outputs.Length == 1 && OutputOf(network) is { Operator: Operator.Linear or Operator.TreeEnsemble } last && !network.Nodes.Any(node => node.Inputs.Contains(last.Path));

    /// <summary>The network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parts">The parts, at least one, all of one input and one output shape; each <see cref="Takes"/>.</param>
    public static Architecture Join(string name, IReadOnlyList<Architecture> parts)
    {
        var builder = new ArchitectureBuilder(name);
        var input = parts[0].Inputs[0];
        builder.Input(input.Name, input.Type);
        foreach (var (i, part) in parts.Index())
            foreach (var node in part.Nodes)
                builder.Add(PathOf(i, node.Path), node.Operator, [.. node.Inputs.Select(path => path == part.Inputs[0].Node ? input.Node : PathOf(i, path))]);
        builder.Output(parts[0].Outputs[0].Name, builder.Add(new("sum"), new Operator.Add(), [.. parts.Select((part, i) => PathOf(i, part.Outputs[0].Node))]));
        return builder.Build();
    }

    /// <summary>Its weights.</summary>
    /// <param name="parts">The parts in the same order, each with its weights and the factor of its output.</param>
    public static ImmutableArray<NamedTensor> Weights(IEnumerable<(Architecture Network, ImmutableArray<NamedTensor> Weights, double Factor)> parts) =>
        [.. parts.SelectMany((part, i) => part.Weights.Select(weight => Scaled(part.Network, weight, part.Factor) with { Name = PathOf(i, new(weight.Name)).Text }))];

    private static NamedTensor Scaled(Architecture network, NamedTensor weight, double factor)
    {
        var last = OutputOf(network)!;
        if (!network.WeightsOf(last).Any(slot => slot.Name == weight.Name))
            return weight;
        const int value = Operator.TreeEnsemble.Columns - 1; // of a node: what a leaf adds
        return weight with { Values = [.. weight.Values.Select((number, i) => last.Operator is Operator.TreeEnsemble && i % Operator.TreeEnsemble.Columns != value ? number : (float)(factor * number))] };
    }

    private static Node? OutputOf(Architecture network) => network.Nodes.FirstOrDefault(node => node.Path == network.Outputs[0].Node);

    private static NodePath PathOf(int part, NodePath path) => new($"part{part}.{path.Text}");
}
