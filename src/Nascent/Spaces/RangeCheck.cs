using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Spaces;

/// <summary>Walks a space once with the range of shapes on every edge, so that no genotype fails when it resolves.</summary>
/// <remarks>
/// Interval arithmetic with divisors (an abstract interpretation in the sense of Cousot and Cousot 1977). Sound but not complete: a space may
/// be refused for a combination that its decisions rule out.
/// </remarks>
internal sealed class RangeCheck(SearchSpace space, Signature signature)
{
    private readonly LayerRange _layers = new(space);

    public void Run()
    {
        var shape = SignatureRule.InputOf(space, signature).Type.Shape;
        var input = shape.IsImage
            ? ShapeRange.Image(SizeRange.Of(shape.Width), SizeRange.Of(shape.Size(Axis.Height)), SizeRange.Of(shape.Size(Axis.Width)))
            : ShapeRange.Vector(SizeRange.Of(shape.Width));
        Visit(space.Net, SpaceScope.Root, new RangeFlow(input, null, null), direct: false);
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
                return Settings(settings, scope, flow, direct);
            case Block.Residual residual:
                var body = Visit(residual.Body, scope, flow, direct);
                if (residual.Alignment != ShortcutAlignment.WhenEqual && body.Shapes.FirstOrDefault(shape => flow.Shapes.Any(other => other.IsImage != shape.IsImage)) is { Width.Most: > 0 } odd)
                    throw Error($"'{scope.Attribute("residual")}'", $"a shortcut from {flow.Shapes.First()} to {odd}", "two images or two vectors");
                return body;
        }

        var own = direct ? scope : scope.Child(block.DefaultName);
        return block switch
        {
            Block.Layer layer => Layer(layer, own, flow),
            Block.Group group => Visit(group.Body, own, flow, direct: true),
            Block.OneOf oneOf => Options(oneOf.Options, own, flow),
            Block.Repeat repeat => Repeat(repeat, scope, own, flow),
            Block.Branches branches => Branches(branches, own, flow),
            Block.Cell cell => Cell(cell, own, flow),
            Block.Use use => Visit(space.SharedBlock(use.Shared), own with { Decisions = new(use.Shared) }, flow, direct: true),
            _ => throw new InvalidOperationException($"No rule for {block.GetType().Name}."),
        };
    }

    private RangeFlow Layer(Block.Layer layer, SpaceScope own, RangeFlow flow)
    {
        var one = flow.Taken is { } taken ? _layers.Of(layer, own, taken, null) : (ShapeRange?)null;
        if (flow.Waiting is not { } waiting)
            return flow with { Taken = one };
        var other = _layers.Of(layer, own, waiting, layer.InheritsStride ? flow.Stride : null);
        return layer.InheritsStride ? new(Join(one, other, own.Decisions.Text), null, null) : flow with { Taken = one, Waiting = other };
    }

    private RangeFlow Settings(Block.Settings settings, SpaceScope scope, RangeFlow flow, bool direct)
    {
        var inside = scope.With(settings);
        if (settings.Stride is not { } stride)
            return Visit(settings.Body, inside, flow, direct);

        // What waits outside goes on waiting: the inside is walked for each of the two states.
        ShapeRange? Within(ShapeRange? shape) => shape is not { } known ? null
            : TakeStride(Visit(settings.Body, inside, new RangeFlow(null, known, new(stride, scope.Attribute("stride"))), direct), scope);
        return flow with { Taken = Within(flow.Taken), Waiting = Within(flow.Waiting) };
    }

    private RangeFlow Options(ValueArray<NamedBlock> options, SpaceScope own, RangeFlow flow)
    {
        RangeFlow? union = null;
        foreach (var option in options)
            union = Join(union, Visit(option.Block, own.Option(option.Name), flow, direct: true), own.Decisions.Text);
        return union!.Value;
    }

    private RangeFlow Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, RangeFlow flow)
    {
        var depths = repeat.Depth.Options;
        RangeFlow? union = null;
        for (var depth = 0; depth <= depths.Items.Max(); depth++)
        {
            if (depth > 0)
                flow = Visit(repeat.Body, own.At(depth - 1, repeat.Tied), flow, direct: true);
            if (depths.Items.Contains(depth))
                union = Join(union, flow, scope.Attribute(repeat.Decision).Text);
        }

        return union!.Value;
    }

    private RangeFlow Branches(Block.Branches branches, SpaceScope own, RangeFlow flow)
    {
        var shapes = branches.Parts.Select(part => TakeStride(Visit(part.Block, own.Child(part.Name), flow, direct: true), own.Child(part.Name))).ToArray();
        var first = shapes[0];
        if (shapes.Any(shape => shape.IsImage != first.IsImage))
            throw Error($"'{own.Decisions}'", $"branches of {string.Join(", ", shapes)}", "images only or vectors only");
        if (branches.Merge == MergeKind.Concat)
            first = first with { Width = shapes.Skip(1).Aggregate(first.Width, (sum, shape) => sum.Plus(shape.Width)) };
        return new RangeFlow(first, null, null);
    }

    private RangeFlow Cell(Block.Cell cell, SpaceScope own, RangeFlow flow)
    {
        var nodes = new List<ShapeRange>();
        for (var node = 1; node < cell.Nodes; node++)
        {
            ShapeRange? sum = null;
            foreach (var edge in CellEdges.Of(cell, node, own))
            {
                ShapeRange? union = null;
                foreach (var from in edge.Sources)
                {
                    var source = from == 0 ? flow : new RangeFlow(nodes[from - 1], null, null);
                    union = Join(union, TakeStride(Options(cell.Operators, edge.Operator, source), edge.Operator), edge.From.Text);
                }

                if (sum is { } first && first.IsImage != union!.Value.IsImage)
                    throw Error($"'{edge.Operator.Decisions}'", $"a sum of {first} and {union}", "images only or vectors only");
                sum ??= union;
            }

            nodes.Add(sum!.Value);
        }

        var output = cell.Output == CellOutput.Last ? nodes[^1] : nodes[0];
        if (cell.Output == CellOutput.Concat)
            output = output with { Width = nodes.Skip(1).Aggregate(output.Width, (width, node) => width.Plus(node.Width)) };
        if (cell.Output != CellOutput.Last && nodes.Any(node => node.IsImage != output.IsImage))
            throw Error($"'{own.Decisions}'", "nodes of images and of vectors", "images only or vectors only");
        return new RangeFlow(output, null, null);
    }

    /// <summary>The shapes once a stride that still waits is taken by pooling.</summary>
    private ShapeRange TakeStride(RangeFlow flow, SpaceScope scope)
    {
        if (flow.Waiting is not { } waiting)
            return flow.Taken!.Value;
        var strides = SizeRange.Of(flow.Stride!.Choice.Options);
        if (!waiting.IsImage && strides.Most > 1)
            throw Error(flow.Stride.Choice.IsOpen ? $"decision '{flow.Stride.Path}'" : $"'{flow.Stride.Path}'", $"a stride of {strides} on shape {waiting}", "an image");
        return Join(flow.Taken, LayerRange.Strided(waiting, strides), scope.Decisions.Text);
    }

    private RangeFlow Join(RangeFlow? union, RangeFlow flow, string decision) => union is not { } known ? flow
        : new(Join(known.Taken, flow.Taken, decision), Join(known.Waiting, flow.Waiting, decision), known.Stride ?? flow.Stride);

    private ShapeRange? Join(ShapeRange? one, ShapeRange? other, string decision) =>
        one is { } known ? (other is { } shape ? Join(known, shape, decision) : known) : other;

    private ShapeRange Join(ShapeRange? union, ShapeRange shape, string decision) => union is not { } known ? shape
        : known.IsImage == shape.IsImage ? known.Or(shape)
        : throw Error($"decision '{decision}'", $"shape {shape} for one option and {known} for another", "images only or vectors only");

    private NascentException Error(string where, string found, string expected) => new($"Search space '{space.Name}', {where}: found {found}, expected {expected}.");
}

/// <summary>The shapes of a value where a stride has been taken (or there is none), and where it still waits; null where a state is not possible.</summary>
internal readonly record struct RangeFlow(ShapeRange? Taken, ShapeRange? Waiting, InheritedChoice<int>? Stride)
{
    public IEnumerable<ShapeRange> Shapes => new[] { Taken, Waiting }.OfType<ShapeRange>();
}
