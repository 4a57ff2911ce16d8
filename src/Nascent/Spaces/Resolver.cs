using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Spaces;

/// <summary>Turns a genotype into a network by walking the space's blocks once.</summary>
internal sealed class Resolver
{
    private readonly SearchSpace _space;
    private readonly Signature _signature;
    private readonly double _depthShare;
    private readonly ArchitectureBuilder _builder;
    private readonly Answers _answers;
    private readonly LayerResolver _layers;
    private readonly GateInputs? _gates;

    public Resolver(SearchSpace space, Func<DecisionPath, string?> answerOf, Signature signature, double depthShare, GateInputs? gates = null)
    {
        _gates = gates;
        _space = space;
        _signature = signature;
        _depthShare = depthShare;
        _builder = new ArchitectureBuilder(space.Name);
        _answers = new Answers(answerOf);
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
        return Guarded(() => _layers.Resolve(layer, own, flow));
    }

    private Flow Settings(Block.Settings settings, SpaceScope scope, Flow flow, bool direct)
    {
        var inner = settings.Stride is { } stride ? flow with { Stride = new(stride, scope.Attribute("stride")) } : flow;
        inner = Visit(settings.Body, scope.With(settings), inner, direct);
        return settings.Stride is null ? inner : TakeStride(inner, scope.Node.Child("stride")) with { Stride = flow.Stride };
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
        var taken = options[0];
        if (_gates is { IsMixture: true } && options.Count > 1)
            return Mixture(_gates, options, own, flow);
        if (options.Count > 1)
        {
            var name = _answers.Name(new DecisionPath(own.Decisions.Text));
            taken = options.First(option => option.Name == name);
        }

        var value = Visit(taken.Block, own.Option(taken.Name), flow, direct: true);
        return options.Count > 1 && _gates is not null ? Gated(_gates, own, value) : value;
    }

    private Flow Gated(GateInputs gates, SpaceScope own, Flow flow, string? into = null)
    {
        var gate = gates.Of(_builder, new DecisionPath(own.Decisions.Text), null, _builder.ShapeOf(flow.Value), into);
        return flow with { Value = _builder.Add(own.Node.Child("gated"), new Operator.Multiply(), flow.Value, gate) };
    }

    /// <summary>All options side by side, each behind its gate, in the shape of the first; where they keep the channels, a part of these, the others past them.</summary>
    private Flow Mixture(GateInputs gates, ValueArray<NamedBlock> options, SpaceScope own, Flow flow)
    {
        var (values, whole, input) = (new List<NodePath>(), _builder.ShapeOf(flow.Value).Width, flow);
        var part = whole / gates.Parts;
        var isPartial = gates.Parts > 1 && part * gates.Parts == whole && own.Inherited.Width is null && options.Items.All(option => ChannelRule.Keeps(option.Block, _space));
        if (isPartial)
            input = flow with { Value = _builder.Add(own.Node.Child("part"), new Operator.Slice(part), flow.Value) };
        foreach (var option in options)
        {
            var scope = own.Option(option.Name);
            var value = TakeStride(Visit(option.Block, scope, input, direct: true), scope.Node.Child("stride_of_all")).Value;
            if (values.Count > 0)
                value = _layers.Align(scope.Node.Child("align"), value, _builder.ShapeOf(values[0]), ShortcutAlignment.Projection);
            var gate = gates.Of(_builder, new DecisionPath(own.Decisions.Text), option.Name, _builder.ShapeOf(value));
            values.Add(_builder.Add(scope.Node.Child("gated"), new Operator.Multiply(), value, gate));
        }

        var mixture = _builder.Add(own.Node.Child("mixture"), new Operator.Add(), [.. values]);
        if (isPartial)
        {
            // What went past comes first, so that the next mixture takes other channels: a rotation in place of the paper's shuffle.
            var past = _builder.Add(own.Node.Child("past"), new Operator.Slice(whole - part, part), flow.Value);
            past = _layers.AlignSize(own.Node.Child("past_size"), past, _builder.ShapeOf(mixture));
            mixture = _builder.Add(own.Node.Child("rotated"), new Operator.Concat(), past, mixture);
        }

        return flow.To(mixture) with { Stride = null };
    }

    private Flow Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, Flow flow)
    {
        var copies = _answers.Of(repeat.Depth, scope.Attribute(repeat.Decision));
        var share = _depthShare < 1 && DepthRule.MayBeShallower(repeat, _space) ? _depthShare : 1;
        var depth = Math.Min(copies, Math.Max(1, (int)Math.Round(share * copies)));
        for (var i = 0; i < depth; i++)
            flow = Visit(repeat.Body, own.At(i, repeat.Tied), flow, direct: true);
        return flow;
    }

    private Flow Branches(Block.Branches branches, SpaceScope own, Flow flow)
    {
        var values = ImmutableArray.CreateBuilder<NodePath>(branches.Parts.Count);
        foreach (var part in branches.Parts)
        {
            var scope = own.Child(part.Name);
            values.Add(TakeStride(Visit(part.Block, scope, flow, direct: true), scope.Node.Child("stride_of_all")).Value);
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
        return flow.To(merged) with { Stride = null };
    }

    private Flow Cell(Block.Cell cell, SpaceScope own, Flow flow)
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
                var value = TakeStride(Option(cell.Operators, scope, new Flow(nodes[from], from == 0 ? flow.Stride : null, false)), scope.Node.Child("stride_of_all")).Value;
                if (_gates is { Parts: > 1 } && (cell.InputsPerNode == 0 ? node : cell.InputsPerNode) > 1)
                    value = Gated(_gates, scope, new Flow(value, null, false), own.Child("node").At(node, tied: false).Decisions.Text).Value;
                sum.Add(sum.Count == 0 ? value : _layers.Align(scope.Node.Child("align"), value, _builder.ShapeOf(sum[0]), ShortcutAlignment.Projection));
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
            ? _layers.Align(own.Node.Child("output").At(i), value, shape, ShortcutAlignment.Projection)
            : _layers.AlignSize(own.Node.Child("output").At(i), value, shape));
        return _builder.Add(own.Node.Child("output"), cell.Output == CellOutput.Add ? new Operator.Add() : new Operator.Concat(), [.. parts]);
    }

    /// <summary>Where a stride waits still, average pooling takes it.</summary>
    private Flow TakeStride(Flow flow, NodePath path)
    {
        if (flow.Stride is not { } waiting)
            return flow;
        _answers.StartLayer();
        return flow with { Value = Guarded(() => _layers.PoolBy(path, flow.Value, _answers.Of(waiting))), Stride = null };
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
            throw new NascentException($"Search space '{_space.Name}'{(blame.Length == 0 ? "" : $", decision {blame}")}: {exception.Message}", exception);
        }
    }
}
