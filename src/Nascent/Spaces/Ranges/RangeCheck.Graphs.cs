using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Ranges;

/// <summary>Blocks in which several values are joined.</summary>
internal sealed partial class RangeCheck
{
    protected override RangeFlow Branches(Block.Branches branches, SpaceScope own, RangeFlow flow)
    {
        var shapes = branches.Parts.Select(part => TakeStride(Visit(part.Block, own.Child(part.Name), flow), own.Child(part.Name))).ToArray();
        var first = shapes[0];
        if (shapes.Any(shape => shape.IsImage != first.IsImage))
            throw Error($"'{own.Decisions}'", $"branches of {string.Join(", ", shapes)}", "images only or vectors only");
        return RangeFlow.Of(branches.Merge == MergeKind.Concat ? Concatenated(shapes) : first);
    }

    protected override RangeFlow Cell(Block.Cell cell, SpaceScope own, RangeFlow flow)
    {
        var nodes = new List<ShapeRange>();
        for (var node = 1; node < cell.Nodes; node++)
        {
            ShapeRange? sum = null;
            foreach (var edge in CellEdges.Of(cell, node, own))
            {
                var shapes = Edge(cell, edge, flow, nodes);
                if (sum is { } first && first.IsImage != shapes.IsImage)
                    throw Error($"'{edge.Operator.Decisions}'", $"a sum of {first} and {shapes}", "images only or vectors only");
                sum ??= shapes;
            }

            nodes.Add(sum!.Value);
        }

        if (cell.Output != CellOutput.Last && nodes.Any(node => node.IsImage != nodes[0].IsImage))
            throw Error($"'{own.Decisions}'", "nodes of images and of vectors", "images only or vectors only");
        return RangeFlow.Of(cell.Output switch
        {
            CellOutput.Last => nodes[^1],
            CellOutput.Add => nodes[0],
            CellOutput.Concat => Concatenated(nodes),
            _ => throw new InvalidOperationException($"No range for a cell that gives {cell.Output}."),
        });
    }

    private ShapeRange Edge(Block.Cell cell, CellEdge edge, RangeFlow flow, List<ShapeRange> nodes)
    {
        ShapeRange? union = null;
        foreach (var from in edge.Sources)
        {
            var source = from == 0 ? flow : RangeFlow.Of(nodes[from - 1]);
            union = Join(union, TakeStride(OneOf(cell.Operators, edge.Operator, source), edge.Operator), edge.From.Text);
        }

        return union!.Value;
    }

    private static ShapeRange Concatenated(IReadOnlyList<ShapeRange> shapes) =>
        shapes[0] with { Width = shapes.Skip(1).Aggregate(shapes[0].Width, (sum, shape) => sum.Plus(shape.Width)) };
}
