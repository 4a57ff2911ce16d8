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
        return flow with { Taken = branches.Merge == MergeKind.Concat ? Concatenated(shapes) : first, Waiting = null, Stride = null };
    }

    protected override RangeFlow Cell(Block.Cell cell, SpaceScope own, RangeFlow flow)
    {
        var (inputs, nodes) = (InputsOf(cell, own, flow), new List<ShapeRange>());
        for (var node = cell.Inputs; node < cell.Nodes; node++)
        {
            var edges = new List<ShapeRange>();
            foreach (var edge in CellEdges.Of(cell, node, own))
            {
                var shapes = Edge(cell, edge, inputs, nodes);
                if (edges.Count > 0 && edges[0].IsImage != shapes.IsImage)
                    throw Error($"'{edge.Operator.Decisions}'", $"a sum of {edges[0]} and {shapes}", "images only or vectors only");
                edges.Add(shapes);
            }

            ShapeRange? joined = null;
            foreach (var merge in cell.Merge.Options)
                joined = Join(joined, merge == MergeKind.Add ? edges[0] : Concatenated(edges), own.Decisions.Text);
            nodes.Add(joined!.Value);
        }

        if (cell.Output != CellOutput.Last && nodes.Any(node => node.IsImage != nodes[0].IsImage))
            throw Error($"'{own.Decisions}'", "nodes of images and of vectors", "images only or vectors only");
        var output = cell.Output switch
        {
            CellOutput.Last => nodes[^1],
            CellOutput.Add => nodes[0],
            CellOutput.Concat => Concatenated(nodes),
            // The last node is never read; which others are not depends on the answers.
            CellOutput.Unread => Concatenated(nodes) is var all ? all with { Width = all.Width with { Least = nodes.Min(node => node.Width.Least) } } : default,
            _ => throw new InvalidOperationException($"No range for a cell that gives {cell.Output}."),
        };
        return new(output, null, null, cell.Inputs == 2 ? Either(flow, own) : flow.Earlier);
    }

    /// <summary>The first nodes of a cell, for which the stride waits as it does for what comes to the cell.</summary>
    private RangeFlow[] InputsOf(Block.Cell cell, SpaceScope own, RangeFlow flow)
    {
        ShapeRange? Prepared(ShapeRange? shapes) => shapes is not { } known || cell.Prepare is not { } prepare ? shapes : TakeStride(Visit(prepare, CellEdges.Prepared(own), RangeFlow.Of(known)), own);
        RangeFlow After(RangeFlow input) => new(Prepared(input.Taken), Prepared(input.Waiting), input.Stride);
        if (cell.Inputs == 1)
            return [After(flow)];
        var earlier = flow.Earlier ?? Either(flow, own);
        if (flow.Shapes.Any(shapes => shapes.IsImage != earlier.IsImage))
            throw Error($"'{own.Decisions}'", $"inputs of {earlier} and {flow.Shapes.First()}", "images only or vectors only");
        ShapeRange? AsLarge(ShapeRange? shapes) => shapes is { } known ? known with { Width = earlier.Width } : null;
        return [After(flow with { Taken = AsLarge(flow.Taken), Waiting = AsLarge(flow.Waiting) }), After(flow)];
    }

    private ShapeRange Either(RangeFlow flow, SpaceScope own) => Join(flow.Taken, flow.Waiting, own.Decisions.Text)!.Value;

    private ShapeRange Edge(Block.Cell cell, CellEdge edge, RangeFlow[] inputs, List<ShapeRange> nodes)
    {
        ShapeRange? union = null;
        foreach (var from in edge.Sources)
        {
            var source = from < inputs.Length ? inputs[from] : RangeFlow.Of(nodes[from - inputs.Length]);
            union = Join(union, TakeStride(OneOf(cell.Operators, edge.Operator, source), edge.Operator), edge.From.Text);
        }

        return union!.Value;
    }

    private static ShapeRange Concatenated(IReadOnlyList<ShapeRange> shapes) =>
        shapes[0] with { Width = shapes.Skip(1).Aggregate(shapes[0].Width, (sum, shape) => sum.Plus(shape.Width)) };
}
