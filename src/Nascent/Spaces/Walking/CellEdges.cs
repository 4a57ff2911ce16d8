using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;

namespace Nascent.Spaces.Walking;

/// <summary>The edges of a cell: which nodes each may come from, and where its operator is decided.</summary>
internal static class CellEdges
{
    /// <summary>The place of a node.</summary>
    public static SpaceScope Into(int node, SpaceScope own) => own.Child("node").At(node, tied: false);

    /// <summary>The place of what each input goes through: its decisions are those of all inputs.</summary>
    public static SpaceScope Prepared(SpaceScope own, int input = 0) => own.Child("input").At(input, tied: true);

    /// <summary>The edges into one node, in order.</summary>
    public static IEnumerable<CellEdge> Of(Block.Cell cell, int node, SpaceScope own)
    {
        var into = Into(node, own);
        if (cell.InputsPerNode == 0)
        {
            for (var from = 0; from < node; from++)
            {
                var edge = into.Child("from").At(from, tied: false);
                yield return new CellEdge([from], new DecisionPath(edge.Decisions.Text), edge, edge);
            }
        }
        else
        {
            for (var i = 0; i < cell.InputsPerNode; i++)
            {
                var edge = into.Child("input").At(i, tied: false);
                yield return new CellEdge([.. Enumerable.Range(0, node)], edge.Attribute("from"), edge, edge.Child("op"));
            }
        }
    }
}

/// <summary>One edge of a cell.</summary>
/// <param name="Sources">The nodes that it may come from.</param>
/// <param name="From">The decision about that, where there are several.</param>
/// <param name="Place">Where the edge stands.</param>
/// <param name="Operator">Where its operator stands; the same path names the decision about it.</param>
internal sealed record CellEdge(ImmutableArray<int> Sources, DecisionPath From, SpaceScope Place, SpaceScope Operator)
{
    /// <summary>The path of the operator's nodes once it is known where the edge comes from: it holds the connection that was taken.</summary>
    public SpaceScope Taken(int source) => Operator with { Node = Place.Node.Child("from").Option(AttributeText.Of(source)).Child("op") };
}
