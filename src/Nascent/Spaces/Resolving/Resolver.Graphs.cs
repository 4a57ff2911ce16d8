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
        var nodes = new List<NodePath> { flow.Value };
        for (var node = 1; node < cell.Nodes; node++)
        {
            var sum = new List<NodePath>();
            foreach (var edge in CellEdges.Of(cell, node, own))
            {
                var (from, scope) = (edge.Sources[0], edge.Operator);
                if (edge.Sources.Length > 1)
                    from = int.Parse(_answers.Name(edge.From), System.Globalization.CultureInfo.InvariantCulture);
                if (cell.InputsPerNode > 0)
                    scope = edge.Taken(from);
                var value = TakeStride(OneOf(cell.Operators, scope, new Flow(nodes[from], from == 0 ? flow.Stride : null, false)), scope.Node.Child("stride_of_all")).Value;
                if (gates is { Parts: > 1 } && (cell.InputsPerNode == 0 ? node : cell.InputsPerNode) > 1)
                    value = Gated(gates, scope, new Flow(value, null, false), own.Child("node").At(node, tied: false).Decisions.Text).Value;
                sum.Add(sum.Count == 0 ? value : _builder.Align(scope.Node.Child("align"), value, _builder.ShapeOf(sum[0]), ShortcutAlignment.Projection));
            }

            nodes.Add(sum.Count == 1 ? sum[0] : _builder.Add(own.Child("node").At(node, tied: false).Node.Child("add"), new Operator.Add(), [.. sum]));
        }

        return flow.To(Output(cell, own, nodes)) with { Stride = null };
    }

    private NodePath Output(Block.Cell cell, SpaceScope own, List<NodePath> nodes)
    {
        if (cell.Output == CellOutput.Last || nodes.Count == 2)
            return nodes[^1];
        var shape = _builder.ShapeOf(nodes[1]);
        var parts = nodes.Skip(1).Select((value, i) => cell.Output == CellOutput.Add
            ? _builder.Align(own.Node.Child("output").At(i), value, shape, ShortcutAlignment.Projection)
            : _builder.AlignSize(own.Node.Child("output").At(i), value, shape));
        return _builder.Add(own.Node.Child("output"), cell.Output == CellOutput.Add ? new Operator.Add() : new Operator.Concat(), [.. parts]);
    }
}
