using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Tasks;

namespace Nascent.Spaces;

/// <summary>Turns a genotype into a network by walking the space's blocks once.</summary>
internal sealed class Resolver
{
    private readonly SearchSpace _space;
    private readonly Signature _signature;
    private readonly ArchitectureBuilder _builder;
    private readonly Answers _answers;
    private readonly LayerResolver _layers;

    public Resolver(SearchSpace space, Genotype genotype, Signature signature)
    {
        _space = space;
        _signature = signature;
        _builder = new ArchitectureBuilder(space.Name);
        _answers = new Answers(genotype);
        _layers = new LayerResolver(_builder, _answers, signature);
    }

    public Architecture Run()
    {
        var input = SignatureRule.InputOf(_space, _signature);
        var flow = Visit(_space.Net, SpaceScope.Root, new Flow(_builder.Input(input.Name, input.Type), null, true), direct: false);
        _builder.Output(_signature.Output, flow.Value);
        return _builder.Build();
    }

    private Flow Visit(Block block, SpaceScope scope, Flow flow, bool direct)
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
                return Residual(residual, scope, flow, direct);
        }

        var own = direct ? scope : scope.Child(block.DefaultName);
        switch (block)
        {
            case Block.Layer layer:
                return Layer(layer, own, flow);
            case Block.Group group:
                return Visit(group.Body, own, flow, direct: true);
            case Block.OneOf oneOf:
                return Option(oneOf.Options, own, flow);
            case Block.Repeat repeat:
                return Repeat(repeat, scope, own, flow);
            case Block.Branches branches:
                return Branches(branches, own, flow);
            case Block.Cell cell:
                return Cell(cell, own, flow);
            case Block.Use use:
                return Visit(_space.SharedBlock(use.Shared), own with { Decisions = new(use.Shared) }, flow, direct: true);
            default:
                throw new InvalidOperationException($"No rule for {block.GetType().Name}.");
        }
    }

    private Flow Layer(Block.Layer layer, SpaceScope own, Flow flow)
    {
        _answers.StartLayer();
        try
        {
            return _layers.Resolve(layer, own, flow);
        }
        catch (ShapeException exception)
        {
            var blame = _answers.Blame();
            throw new NascentException($"Search space '{_space.Name}'{(blame.Length == 0 ? "" : $", decision {blame}")}: {exception.Message}", exception);
        }
    }

    private Flow Settings(Block.Settings settings, SpaceScope scope, Flow flow, bool direct)
    {
        var inner = settings.Stride is { } stride ? flow with { Stride = new(stride, scope.Attribute("stride")) } : flow;
        inner = Visit(settings.Body, scope.With(settings), inner, direct);
        return settings.Stride is null ? inner : inner with { Stride = flow.Stride };
    }

    private Flow Residual(Block.Residual residual, SpaceScope scope, Flow flow, bool direct)
    {
        var body = Visit(residual.Body, scope, flow with { IsSkip = true }, direct);
        var path = scope.Attribute("residual");
        var present = !body.IsSkip && (residual.Present.IsOpen ? _answers.Of(residual.Present, path) : residual.Present.Options[0]);
        var after = body with { IsSkip = flow.IsSkip && body.IsSkip };
        if (!present)
            return after;
        var shape = _builder.ShapeOf(body.Value);
        if (residual.Alignment == ShortcutAlignment.WhenEqual && !_builder.ShapeOf(flow.Value).Equals(shape))
            return after;
        var shortcut = _layers.Align(scope.Node.Child("shortcut"), flow.Value, shape, residual.Alignment);
        return after.To(_builder.Add(scope.Node.Child("add"), new Operator.Add(), body.Value, shortcut));
    }

    private Flow Option(ValueArray<NamedBlock> options, SpaceScope own, Flow flow)
    {
        var waiting = flow.Stride is not null && options.Any(option => StrideRule.Takes(option.Block, _space.Shared.Items)) ? flow.Stride : null;
        var taken = options[0];
        if (options.Count > 1)
        {
            var name = _answers.Name(new DecisionPath(own.Decisions.Text));
            taken = options.First(option => option.Name == name);
        }

        var scope = own.Option(taken.Name);
        var result = Visit(taken.Block, scope, flow with { Stride = waiting }, direct: true);
        return waiting is null ? result with { Stride = flow.Stride } : TakeStride(result, scope);
    }

    private Flow Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, Flow flow)
    {
        var takes = flow.Stride is not null && StrideRule.Takes(repeat.Body, _space.Shared.Items);
        var depth = _answers.Of(repeat.Depth, scope.Attribute(repeat.Decision));
        var inner = takes ? flow : flow with { Stride = null };
        for (var i = 0; i < depth; i++)
            inner = Visit(repeat.Body, own.At(i, repeat.Tied), inner, direct: true);
        return takes ? TakeStride(inner, own) : inner with { Stride = flow.Stride };
    }

    private Flow Branches(Block.Branches branches, SpaceScope own, Flow flow)
    {
        var takes = flow.Stride is not null && StrideRule.Takes(branches, _space.Shared.Items);
        var values = ImmutableArray.CreateBuilder<NodePath>(branches.Parts.Count);
        foreach (var part in branches.Parts)
        {
            var scope = own.Child(part.Name);
            var value = Visit(part.Block, scope, takes ? flow : flow with { Stride = null }, direct: true);
            values.Add((takes ? TakeStride(value, scope) : value).Value);
        }

        var first = _builder.ShapeOf(values[0]);
        for (var i = 1; i < values.Count; i++)
        {
            var align = own.Child(branches.Parts[i].Name).Node.Child("align");
            values[i] = branches.Merge == MergeKind.Add
                ? _layers.Align(align, values[i], first, branches.Alignment)
                : _layers.AlignSize(align, values[i], first);
        }

        Operator merge = branches.Merge == MergeKind.Add ? new Operator.Add() : new Operator.Concat();
        var merged = Guarded(() => _builder.Add(own.Node.Child(AttributeText.Of(branches.Merge)), merge, values.ToImmutable()));
        return flow.To(merged) with { Stride = takes ? null : flow.Stride };
    }

    private Flow Cell(Block.Cell cell, SpaceScope own, Flow flow)
    {
        var takes = flow.Stride is not null && StrideRule.Takes(cell, _space.Shared.Items);
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
                var value = Option(cell.Operators, scope, new Flow(nodes[from], takes && from == 0 ? flow.Stride : null, false)).Value;
                sum.Add(sum.Count == 0 ? value : _layers.Align(scope.Node.Child("align"), value, _builder.ShapeOf(sum[0]), ShortcutAlignment.Projection));
            }

            nodes.Add(sum.Count == 1 ? sum[0] : _builder.Add(own.Child("node").At(node, tied: false).Node.Child("add"), new Operator.Add(), [.. sum]));
        }

        return flow.To(Output(cell, own, nodes)) with { Stride = takes ? null : flow.Stride };
    }

    private NodePath Output(Block.Cell cell, SpaceScope own, List<NodePath> nodes)
    {
        if (cell.Output == CellOutput.Last || nodes.Count == 2)
            return nodes[^1];
        var shape = _builder.ShapeOf(nodes[1]);
        var parts = nodes.Skip(1).Select((value, i) => cell.Output == CellOutput.Add
            ? _layers.Align(own.Node.Child("output").At(i), value, shape, ShortcutAlignment.Projection)
            : _layers.AlignSize(own.Node.Child("output").At(i), value, shape));
        return _builder.Add(own.Node.Child("output"), cell.Output == CellOutput.Add ? new Operator.Add() : new Operator.Concat(), [.. parts]);
    }

    /// <summary>Where a stride waits still, average pooling takes it.</summary>
    private Flow TakeStride(Flow flow, SpaceScope scope)
    {
        if (flow.Stride is not { } waiting)
            return flow;
        return flow with { Value = _layers.PoolBy(scope.Node.Child("stride"), flow.Value, _answers.Of(waiting)), Stride = null };
    }

    private NodePath Guarded(Func<NodePath> add)
    {
        try
        {
            return add();
        }
        catch (ShapeException exception)
        {
            throw new NascentException($"Search space '{_space.Name}': {exception.Message}", exception);
        }
    }
}
