using Nascent.Architectures;
using Nascent.Tasks;

namespace Nascent.Spaces;

/// <summary>Walks a space once with the range of shapes on every edge, so that no genotype fails when it resolves.</summary>
/// <remarks>
/// Interval arithmetic with divisors (an abstract interpretation in the sense of Cousot and Cousot 1977). Sound but not complete: a space may
/// be refused for a combination that its decisions rule out.
/// </remarks>
internal sealed class RangeCheck(SearchSpace space, Signature signature)
{
    public void Run()
    {
        var shape = SignatureRule.InputOf(space, signature).Type.Shape;
        var input = shape.IsImage
            ? ShapeRange.Image(SizeRange.Of(shape.Width), SizeRange.Of(shape.Size(Axis.Height)), SizeRange.Of(shape.Size(Axis.Width)))
            : ShapeRange.Vector(SizeRange.Of(shape.Width));
        Visit(space.Net, SpaceScope.Root, new RangeFlow(input, null), direct: false);
    }

    private RangeFlow Visit(Block block, SpaceScope scope, RangeFlow flow, bool direct)
    {
        switch (block)
        {
            case Block.Chain chain:
                foreach (var part in chain.Blocks)
                    flow = Visit(part, scope, flow, direct: false);
                return flow;
            case Block.Settings settings:
                var inner = settings.Stride is { } stride ? flow with { Stride = new(stride, scope.Attribute("stride")) } : flow;
                inner = Visit(settings.Body, scope.With(settings), inner, direct);
                return settings.Stride is null ? inner : inner with { Stride = flow.Stride };
            case Block.Residual residual:
                var body = Visit(residual.Body, scope, flow, direct);
                if (residual.Alignment != ShortcutAlignment.WhenEqual && body.Shape.IsImage != flow.Shape.IsImage)
                    throw Error(scope.Attribute("residual").Text, $"a shortcut from {flow.Shape} to {body.Shape}", "two images or two vectors");
                return body;
        }

        var own = direct ? scope : scope.Child(block.DefaultName);
        return block switch
        {
            Block.Layer layer => new LayerRange(space).Of(layer, own, flow),
            Block.Group group => Visit(group.Body, own, flow, direct: true),
            Block.OneOf oneOf => Options(oneOf.Options, own, flow),
            Block.Repeat repeat => Repeat(repeat, scope, own, flow),
            Block.Branches branches => Branches(branches, own, flow),
            Block.Cell cell => Cell(cell, own, flow),
            Block.Use use => Visit(space.SharedBlock(use.Shared), own with { Decisions = new(use.Shared) }, flow, direct: true),
            _ => throw new InvalidOperationException($"No rule for {block.GetType().Name}."),
        };
    }

    private RangeFlow Options(ValueArray<NamedBlock> options, SpaceScope own, RangeFlow flow)
    {
        var takes = flow.Stride is not null && options.Any(option => StrideRule.Takes(option.Block, space.Shared.Items));
        ShapeRange? union = null;
        foreach (var option in options)
        {
            var scope = own.Option(option.Name);
            var result = Visit(option.Block, scope, takes ? flow : flow with { Stride = null }, direct: true);
            union = Join(union, TakeStride(result, scope), own.Decisions.Text, option.Name);
        }

        return new RangeFlow(union!.Value, takes ? null : flow.Stride);
    }

    private RangeFlow Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, RangeFlow flow)
    {
        var takes = flow.Stride is not null && StrideRule.Takes(repeat.Body, space.Shared.Items);
        var depths = repeat.Depth.Options;
        var current = takes ? flow : flow with { Stride = null };
        ShapeRange? union = null;
        for (var depth = 0; depth <= depths.Items.Max(); depth++)
        {
            if (depth > 0)
                current = Visit(repeat.Body, own.At(depth - 1, repeat.Tied), current, direct: true);
            if (depths.Items.Contains(depth))
                union = Join(union, TakeStride(current, own), scope.Attribute(repeat.Decision).Text, AttributeText.Of(depth));
        }

        return new RangeFlow(union!.Value, takes ? null : flow.Stride);
    }

    private RangeFlow Branches(Block.Branches branches, SpaceScope own, RangeFlow flow)
    {
        var takes = flow.Stride is not null && StrideRule.Takes(branches, space.Shared.Items);
        var shapes = branches.Parts.Select(part => TakeStride(Visit(part.Block, own.Child(part.Name), takes ? flow : flow with { Stride = null }, direct: true), own)).ToArray();
        var first = shapes[0];
        if (shapes.Any(shape => shape.IsImage != first.IsImage))
            throw Error(own.Decisions.Text, $"branches of {string.Join(", ", shapes)}", "images only or vectors only");
        if (branches.Merge == MergeKind.Concat)
            first = first with { Width = shapes.Skip(1).Aggregate(first.Width, (sum, shape) => sum.Plus(shape.Width)) };
        return new RangeFlow(first, takes ? null : flow.Stride);
    }

    private RangeFlow Cell(Block.Cell cell, SpaceScope own, RangeFlow flow)
    {
        var takes = flow.Stride is not null && StrideRule.Takes(cell, space.Shared.Items);
        var nodes = new List<ShapeRange> { flow.Shape };
        for (var node = 1; node < cell.Nodes; node++)
        {
            ShapeRange? sum = null;
            foreach (var (edge, i) in CellEdges.Of(cell, node, own).Select((edge, i) => (edge, i)))
            {
                ShapeRange? union = null;
                foreach (var from in edge.Sources)
                    union = Join(union, Options(cell.Operators, edge.Operator, new RangeFlow(nodes[from], takes && from == 0 ? flow.Stride : null)).Shape, edge.From.Text, AttributeText.Of(from));
                if (sum is { } first && first.IsImage != union!.Value.IsImage)
                    throw Error(edge.Operator.Decisions.Text, $"a sum of {first} and {union}", "images only or vectors only");
                sum ??= union;
            }

            nodes.Add(sum!.Value);
        }

        var output = cell.Output == CellOutput.Last ? nodes[^1] : nodes[1];
        if (cell.Output == CellOutput.Concat)
            output = output with { Width = nodes.Skip(2).Aggregate(output.Width, (width, node) => width.Plus(node.Width)) };
        if (nodes.Skip(1).Any(node => node.IsImage != output.IsImage))
            throw Error(own.Decisions.Text, "nodes of images and of vectors", "images only or vectors only");
        return new RangeFlow(output, takes ? null : flow.Stride);
    }

    private ShapeRange TakeStride(RangeFlow flow, SpaceScope scope)
    {
        if (flow.Stride is not { } stride)
            return flow.Shape;
        var strides = SizeRange.Of(stride.Choice.Options);
        if (!flow.Shape.IsImage && strides.Most > 1)
            throw Error(scope.Decisions.Text, $"a stride of {strides} on {flow.Shape}", "an image");
        return LayerRange.Strided(flow.Shape, strides);
    }

    private ShapeRange Join(ShapeRange? union, ShapeRange shape, string decision, string option) => union is not { } known ? shape
        : known.IsImage == shape.IsImage ? known.Or(shape)
        : throw Error($"decision '{decision}'", $"{shape} for {option} and {known} for others", "images only or vectors only");

    private NascentException Error(string where, string found, string expected) =>
        new($"Search space '{space.Name}', {(where.StartsWith("decision", StringComparison.Ordinal) ? where : $"'{where}'")}: found {found}, expected {expected}.");
}

/// <summary>The shapes of a value and the stride that waits.</summary>
internal readonly record struct RangeFlow(ShapeRange Shape, InheritedChoice<int>? Stride);
