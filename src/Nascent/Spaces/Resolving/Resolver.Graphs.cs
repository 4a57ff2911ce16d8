using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Resolving;

/// <summary>Blocks in which several values are joined.</summary>
internal sealed partial class Resolver
{
    protected override Flow Branches(Block.Branches branches, SpaceScope own, Flow flow)
    {
        var values = ImmutableArray.CreateBuilder<NodePath>(branches.Parts.Count);
        foreach (var part in branches.Parts)
        {
            var scope = own.Child(part.Name);
            values.Add(TakeStride(Visit(part.Block, scope, flow), scope.Node.Child("stride_of_all")).Value);
        }

        var first = _builder.ShapeOf(values[0]);
        for (var i = 1; i < values.Count; i++)
        {
            var align = own.Child(branches.Parts[i].Name).Node.Child("align");
            values[i] = branches.Merge == MergeKind.Add
                ? _builder.Align(align, values[i], first, branches.Alignment)
                : _builder.AlignSize(align, values[i], first);
        }

        Operator merge = branches.Merge == MergeKind.Add ? new Operator.Add() : new Operator.Concat();
        var merged = Guarded(() => _builder.Add(own.Node.Child(AttributeText.Of(branches.Merge)), merge, values.ToImmutable()));
        return flow.To(merged) with { Stride = null };
    }

    protected override Flow Cell(Block.Cell cell, SpaceScope own, Flow flow)
    {
        var (nodes, read) = (InputsOf(cell, own, flow), new HashSet<int>());
        for (var node = cell.Inputs; node < cell.Nodes; node++)
        {
            var (place, values, merge) = (CellEdges.Into(node, own), new List<NodePath>(), cell.Merge.Options[0]);
            if (cell.Merge.IsOpen)
                merge = _answers.Of(cell.Merge, place.Attribute("merge"));
            foreach (var edge in CellEdges.Of(cell, node, own))
            {
                var (from, scope) = (edge.Sources[0], edge.Operator);
                if (edge.Sources.Length > 1)
                    from = int.Parse(_answers.Name(edge.From), System.Globalization.CultureInfo.InvariantCulture);
                if (cell.InputsPerNode > 0)
                    scope = edge.Taken(from);
                read.Add(from);
                var value = TakeStride(OneOf(cell.Operators, scope, new Flow(nodes[from], from < cell.Inputs ? flow.Stride : null, false)), scope.Node.Child("stride_of_all")).Value;
                if (gates is { Parts: > 1 } && (cell.InputsPerNode == 0 ? node : cell.InputsPerNode) > 1)
                    value = Gated(gates, scope, new Flow(value, null, false), place.Decisions.Text).Value;
                values.Add(values.Count == 0 ? value : ToFit(merge, scope.Node.Child("align"), value, values[0]));
            }

            nodes.Add(values.Count == 1 ? values[0] : _builder.Add(place.Node.Child(AttributeText.Of(merge)), merge == MergeKind.Add ? new Operator.Add() : new Operator.Concat(), [.. values]));
        }

        var unread = Enumerable.Range(cell.Inputs, cell.Nodes - cell.Inputs).Where(node => cell.Output != CellOutput.Unread || !read.Contains(node)).Select(node => nodes[node]);
        return flow.To(Output(cell, own, [.. unread])) with { Stride = null, Earlier = cell.Inputs == 2 ? flow.Value : flow.Earlier };
    }

    /// <summary>The first nodes of a cell.</summary>
    private List<NodePath> InputsOf(Block.Cell cell, SpaceScope own, Flow flow)
    {
        var inputs = new List<NodePath> { flow.Value };
        if (cell.Inputs == 2)
            inputs.Insert(0, _builder.AlignSize(own.Node.Child("earlier"), flow.Earlier ?? flow.Value, _builder.ShapeOf(flow.Value)));
        if (cell.Prepare is { } prepare)
            for (var i = 0; i < inputs.Count; i++)
                inputs[i] = Visit(prepare, CellEdges.Prepared(own, i), new Flow(inputs[i], null, false)).Value;
        return inputs;
    }

    /// <summary>A value that can be joined with the first one.</summary>
    private NodePath ToFit(MergeKind merge, NodePath path, NodePath value, NodePath first) => merge == MergeKind.Add
        ? _builder.Align(path, value, _builder.ShapeOf(first), ShortcutAlignment.Projection)
        : _builder.AlignSize(path, value, _builder.ShapeOf(first));

    private NodePath Output(Block.Cell cell, SpaceScope own, ImmutableArray<NodePath> nodes)
    {
        if (cell.Output == CellOutput.Last || nodes.Length == 1)
            return nodes[^1];
        var merge = cell.Output == CellOutput.Add ? MergeKind.Add : MergeKind.Concat;
        var parts = nodes.Select((value, i) => ToFit(merge, own.Node.Child("output").At(i), value, nodes[0])).ToArray();
        return _builder.Add(own.Node.Child("output"), merge == MergeKind.Add ? new Operator.Add() : new Operator.Concat(), [.. parts]);
    }
}
