using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Walking;
using Nascent.Tasks;

namespace Nascent.Spaces.Resolving;

/// <summary>Turns a genotype into a network by walking the space's blocks once.</summary>
/// <param name="space">The space.</param>
/// <param name="answerOf">The answer to a decision, or null where it is not open.</param>
/// <param name="signature">What the network reads and gives.</param>
/// <param name="depthShare">The share of repetitions that is built, above 0; see <see cref="DepthRule"/>.</param>
/// <param name="gates">Where gates that are added are noted; null for a network without.</param>
internal sealed partial class Resolver(SearchSpace space, Func<DecisionPath, string?> answerOf, Signature signature, double depthShare, GateInputs? gates = null)
    : BlockWalk<Flow, Flow>(space.Definitions)
{
    private readonly ArchitectureBuilder _builder = new(space.Name);
    private readonly Answers _answers = new(answerOf);

    public Architecture Run()
    {
        var input = SignatureRule.InputOf(space, signature);
        var flow = Visit(space.Net, SpaceScope.Root, new Flow(_builder.Input(input.Name, input.Type), null, true));
        _builder.Output(signature.Output, flow.Value);
        return _builder.Build();
    }

    protected override Flow Layer(Block.Layer layer, SpaceScope own, Flow flow)
    {
        _answers.StartLayer();
        var place = new LayerPlace(_builder, _answers, signature, own, flow);
        var value = Guarded(() => layer.Resolve(place));
        return flow with { Value = value, Stride = place.TookStride ? null : flow.Stride, IsSkip = flow.IsSkip && layer.IsSkip };
    }

    protected override Flow Chain(ValueArray<Block> blocks, SpaceScope scope, Flow flow)
    {
        foreach (var block in blocks)
            flow = Visit(block, scope, flow);
        return flow;
    }

    protected override Flow Settings(Block.Settings settings, SpaceScope scope, Flow flow)
    {
        var inner = settings.Stride is { } stride ? flow with { Stride = new(stride, scope.Attribute("stride")) } : flow;
        inner = Visit(settings.Body, scope.With(settings), inner);
        return settings.Stride is null ? inner : TakeStride(inner, scope.Node.Child("stride")) with { Stride = flow.Stride };
    }

    protected override Flow Residual(Block.Residual residual, SpaceScope scope, Flow flow)
    {
        var body = Visit(residual.Body, scope, flow with { IsSkip = true });
        var path = scope.Attribute("residual");
        var present = !body.IsSkip && (residual.Present.IsOpen ? _answers.Of(residual.Present, path) : residual.Present.Options[0]);
        var after = body with { IsSkip = flow.IsSkip && body.IsSkip };
        if (!present)
            return after;
        var shape = _builder.ShapeOf(body.Value);
        if (residual.Alignment == ShortcutAlignment.WhenEqual && !_builder.ShapeOf(flow.Value).Equals(shape))
            return after;
        var shortcut = _builder.Align(scope.Node.Child("shortcut"), flow.Value, shape, residual.Alignment);
        return after.To(_builder.Add(scope.Node.Child("add"), new Operator.Add(), body.Value, shortcut));
    }

    protected override Flow Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, Flow flow)
    {
        var copies = _answers.Of(repeat.Depth, scope.Attribute(repeat.Decision));
        var share = DepthRule.MayBeScaled(repeat, space) ? depthShare : 1;
        var depth = share > 1 ? (int)Math.Ceiling(share * copies) : Math.Min(copies, Math.Max(1, (int)Math.Round(share * copies)));
        for (var i = 0; i < depth; i++)
            flow = Visit(repeat.Body, own.At(i, repeat.Tied) with { Decisions = own.At(Math.Min(i, copies - 1), repeat.Tied).Decisions }, flow);
        return flow;
    }

    /// <summary>Where a stride waits still, average pooling takes it.</summary>
    private Flow TakeStride(Flow flow, NodePath path)
    {
        if (flow.Stride is not { } waiting)
            return flow;
        _answers.StartLayer();
        return flow with { Value = Guarded(() => _builder.PoolBy(path, flow.Value, _answers.Of(waiting))), Stride = null };
    }

    /// <summary>Shapes that do not fit become an error that names the decisions they come from.</summary>
    private T Guarded<T>(Func<T> add)
    {
        try
        {
            return add();
        }
        catch (ShapeException exception)
        {
            var blame = _answers.Blame();
            throw new NascentException($"Search space '{space.Name}'{(blame.Length == 0 ? "" : $", decision {blame}")}: {exception.Message}", exception);
        }
    }
}
