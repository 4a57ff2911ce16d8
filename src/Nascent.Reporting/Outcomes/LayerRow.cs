using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;

namespace Nascent.Reporting.Outcomes;

/// <summary>One line of a network's table of layers: an operator, with the normalisation and activation that follow it.</summary>
/// <param name="Path">The path of the operator.</param>
/// <param name="Operator">What it does, such as <c>conv 3×3 · batch norm · relu</c>.</param>
/// <param name="Shape">The shape that it gives, without the batch.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Macs">Multiply-accumulates of one sample.</param>
/// <param name="Inputs">The rows that it reads, by index; −1 for the network's input.</param>
/// <param name="Main">The operator itself.</param>
public sealed record LayerRow(string Path, string Operator, TensorShape Shape, double Parameters, double Macs, ImmutableArray<int> Inputs, Operator Main)
{
    /// <summary>The rows of a network, in order.</summary>
    public static ImmutableArray<LayerRow> Of(Architecture network, ICostModel parameters, ICostModel macs)
    {
        var parametersOf = Sums(parameters, network);
        var macsOf = Sums(macs, network);
        var readers = network.Nodes.SelectMany(node => node.Inputs).CountBy(path => path).ToDictionary();
        var rows = new List<LayerRow>();
        var rowOf = network.Inputs.ToDictionary(port => port.Node, _ => -1);
        foreach (var node in network.Nodes)
        {
            var (own, ownMacs) = (parametersOf.GetValueOrDefault(node.Path), macsOf.GetValueOrDefault(node.Path));
            if (Follows(node.Operator) && node.Inputs is [var single] && rowOf[single] is var before and >= 0 && before == rows.Count - 1 && readers.GetValueOrDefault(single) == 1)
            {
                var row = rows[before];
                rows[before] = row with { Operator = $"{row.Operator} · {OperatorText.Of(node.Operator)}", Shape = node.Shape, Parameters = row.Parameters + own, Macs = row.Macs + ownMacs };
                rowOf[node.Path] = before;
                continue;
            }

            rowOf[node.Path] = rows.Count;
            rows.Add(new LayerRow(node.Path.Text, OperatorText.Of(node.Operator, network.ShapeOf(node.Inputs[0])), node.Shape, own, ownMacs, [.. node.Inputs.Select(path => rowOf[path])], node.Operator));
        }

        return [.. rows];
    }

    private static Dictionary<NodePath, double> Sums(ICostModel model, Architecture network) =>
        model.PerNode(network).GroupBy(pair => pair.Node).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Cost));

    private static bool Follows(Operator op) =>
        op.IsPointwise && op is not Architectures.Operators.Operator.Identity;
}
