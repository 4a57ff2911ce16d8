using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Compiling;

/// <summary>Choices between blocks, and blocks in which several values are joined.</summary>
internal sealed partial class DecisionCompiler
{
    protected override OpenTree OneOf(ValueArray<NamedBlock> options, SpaceScope own, CompileContext context)
    {
        var path = new DecisionPath(own.Decisions.Text);
        if (options.Count == 0)
            throw _names.Error($"decision '{path}'", "no option", "at least one");
        foreach (var option in options)
        {
            _names.Checked(option.Name, own);
            if (options.Count(other => other.Name == option.Name) > 1)
                throw _names.Error($"decision '{path}'", $"two options named '{option.Name}'", "names that differ");
        }

        var inside = context with { IsConditional = context.IsConditional || options.Count > 1 };
        var branches = ImmutableArray.CreateBuilder<OpenTree>(options.Count);
        foreach (var option in options)
            branches.Add(Visit(option.Block, own.Option(option.Name), inside));
        return options.Count == 1 ? branches[0]
            : new OpenTree.Pick(_names.Define(new Decision(path, DecisionKind.Operator, [.. options.Select(option => option.Name)], false)), branches.MoveToImmutable());
    }

    protected override OpenTree Branches(Block.Branches branches, SpaceScope own, CompileContext context)
    {
        if (branches.Parts.Count < 2)
            throw _names.Error($"'{own.Node}'", $"{branches.Parts.Count} branches", "at least two");
        if (branches.Alignment == ShortcutAlignment.WhenEqual)
            throw _names.Error($"'{own.Node}'", "alignment when_equal", "projection or slice_pad");
        var parts = ImmutableArray.CreateBuilder<OpenTree>();
        foreach (var part in branches.Parts)
            parts.Add(Visit(part.Block, own.Child(_names.Checked(part.Name, own)), context));
        parts.AddRange(context.Needs);
        return new OpenTree.All(parts.ToImmutable());
    }

    protected override OpenTree Cell(Block.Cell cell, SpaceScope own, CompileContext context)
    {
        if (cell.Inputs is not (1 or 2))
            throw _names.Error($"cell '{own.Node}'", $"{cell.Inputs} inputs", "1 or 2");
        if (cell.Nodes <= cell.Inputs)
            throw _names.Error($"cell '{own.Node}'", $"{cell.Nodes} nodes", $"at least {cell.Inputs + 1} ({(cell.Inputs == 1 ? "the input" : "the inputs")} and one more)");
        if (cell.InputsPerNode < 0)
            throw _names.Error($"cell '{own.Node}'", $"{cell.InputsPerNode} inputs per node", "at least 1, or 0 for all earlier nodes");
        var parts = ImmutableArray.CreateBuilder<OpenTree>();
        if (cell.Prepare is { } prepare)
            parts.Add(Visit(prepare, CellEdges.Prepared(own), context));
        for (var node = cell.Inputs; node < cell.Nodes; node++)
        {
            foreach (var edge in CellEdges.Of(cell, node, own))
            {
                parts.Add(OneOf(cell.Operators, edge.Operator, context));
                if (edge.Sources.Length > 1)
                    parts.Add(OpenTree.Leaf(_names.Define(new Decision(edge.From, DecisionKind.Connection, [.. edge.Sources.Select(AttributeText.Of)], false))));
            }

            if (Open(CellEdges.Into(node, own).Attribute("merge"), new("merge", DecisionKind.Connection, cell.Merge)) is { } merge)
                parts.Add(OpenTree.Leaf(merge));
        }

        parts.AddRange(context.Needs);
        return new OpenTree.All(parts.ToImmutable());
    }
}
