using Nascent.Architectures;
using Nascent.Spaces.Walking;
using Nascent.Tasks;

namespace Nascent.Spaces.Ranges;

/// <summary>Walks a space once with the range of shapes on every edge, so that no genotype fails when it resolves.</summary>
/// <remarks>
/// Interval arithmetic with divisors (an abstract interpretation in the sense of Cousot and Cousot 1977). Sound but not complete: a space may
/// be refused for a combination that its decisions rule out.
/// </remarks>
internal sealed partial class RangeCheck(SearchSpace space) : BlockWalk<RangeFlow, RangeFlow>(space.Definitions)
{
    public void Run(Signature signature)
    {
        var shape = SignatureRule.InputOf(space, signature).Type.Shape;
        var input = shape.IsImage
            ? ShapeRange.Image(SizeRange.Of(shape.Width), SizeRange.Of(shape.Size(Axis.Height)), SizeRange.Of(shape.Size(Axis.Width)))
            : ShapeRange.Vector(SizeRange.Of(shape.Width));
        Visit(space.Net, SpaceScope.Root, RangeFlow.Of(input));
    }

    protected override RangeFlow Layer(Block.Layer layer, SpaceScope own, RangeFlow flow)
    {
        var one = flow.Taken is { } taken ? After(layer, new RangePlace(space, own, taken, null)) : (ShapeRange?)null;
        if (flow.Waiting is not { } waiting)
            return flow with { Taken = one };
        var place = new RangePlace(space, own, waiting, flow.Stride);
        var other = After(layer, place);
        return place.TookStride ? flow with { Taken = Join(one, other, own.Decisions.Text), Waiting = null, Stride = null } : flow with { Taken = one, Waiting = other };
    }

    protected override RangeFlow Chain(ValueArray<Block> blocks, SpaceScope scope, RangeFlow flow)
    {
        foreach (var block in blocks)
            flow = Visit(block, scope, flow);
        return flow;
    }

    protected override RangeFlow Settings(Block.Settings settings, SpaceScope scope, RangeFlow flow)
    {
        var inside = scope.With(settings);
        if (settings.Stride is not { } stride)
            return Visit(settings.Body, inside, flow);

        // What waits outside goes on waiting: the inside is walked for each of the two states.
        ShapeRange? earlier = null;
        ShapeRange? Within(ShapeRange? shape)
        {
            if (shape is not { } known)
                return null;
            var within = Visit(settings.Body, inside, flow with { Taken = null, Waiting = known, Stride = new(stride, scope.Attribute("stride")) });
            earlier = Join(earlier, within.Earlier, scope.Decisions.Text);
            return TakeStride(within, scope);
        }

        return flow with { Taken = Within(flow.Taken), Waiting = Within(flow.Waiting), Earlier = earlier };
    }

    protected override RangeFlow Residual(Block.Residual residual, SpaceScope scope, RangeFlow flow)
    {
        var body = Visit(residual.Body, scope, flow);
        if (residual.Alignment != ShortcutAlignment.WhenEqual && body.Shapes.FirstOrDefault(shape => flow.Shapes.Any(other => other.IsImage != shape.IsImage)) is { Width.Most: > 0 } odd)
            throw Error($"'{scope.Attribute("residual")}'", $"a shortcut from {flow.Shapes.First()} to {odd}", "two images or two vectors");
        return body;
    }

    protected override RangeFlow OneOf(ValueArray<NamedBlock> options, SpaceScope own, RangeFlow flow)
    {
        RangeFlow? union = null;
        foreach (var option in options)
            union = Join(union, Visit(option.Block, own.Option(option.Name), flow), own.Decisions.Text);
        return union!.Value;
    }

    protected override RangeFlow Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, RangeFlow flow)
    {
        var depths = repeat.Depth.Options;
        RangeFlow? union = null;
        for (var depth = 0; depth <= depths.Items.Max(); depth++)
        {
            if (depth > 0)
                flow = Visit(repeat.Body, own.At(depth - 1, repeat.Tied), flow);
            if (depths.Items.Contains(depth))
                union = Join(union, flow, scope.Attribute(repeat.Decision).Text);
        }

        return union!.Value;
    }

    private static ShapeRange After(Block.Layer layer, RangePlace place) => place.Fits(layer.Range(place));

    /// <summary>The shapes once a stride that still waits is taken by pooling.</summary>
    private ShapeRange TakeStride(RangeFlow flow, SpaceScope scope)
    {
        if (flow.Waiting is not { } waiting)
            return flow.Taken!.Value;
        var strides = SizeRange.Of(flow.Stride!.Choice.Options);
        if (!waiting.IsImage && strides.Most > 1)
            throw Error(flow.Stride.Choice.IsOpen ? $"decision '{flow.Stride.Path}'" : $"'{flow.Stride.Path}'", $"a stride of {strides} on shape {waiting}", "an image");
        return Join(flow.Taken, waiting.Strided(strides), scope.Decisions.Text);
    }

    private RangeFlow Join(RangeFlow? union, RangeFlow flow, string decision) => union is not { } known ? flow
        : new(Join(known.Taken, flow.Taken, decision), Join(known.Waiting, flow.Waiting, decision), known.Stride ?? flow.Stride, Join(known.Earlier, flow.Earlier, decision));

    private ShapeRange? Join(ShapeRange? one, ShapeRange? other, string decision) =>
        one is { } known ? (other is { } shape ? Join(known, shape, decision) : known) : other;

    private ShapeRange Join(ShapeRange? union, ShapeRange shape, string decision) => union is not { } known ? shape
        : known.IsImage == shape.IsImage ? known.Or(shape)
        : throw Error($"decision '{decision}'", $"shape {shape} for one option and {known} for another", "images only or vectors only");

    private NascentException Error(string where, string found, string expected) => new($"Search space '{space.Name}', {where}: found {found}, expected {expected}.");
}
