using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Resolving;

/// <summary>Choices between blocks: the option that was taken, or all of them side by side.</summary>
internal sealed partial class Resolver
{
    protected override Flow OneOf(ValueArray<NamedBlock> options, SpaceScope own, Flow flow)
    {
        var taken = options[0];
        if (gates is { IsMixture: true } && options.Count > 1)
            return Mixture(gates, options, own, flow);
        if (options.Count > 1)
        {
            var name = _answers.Name(new DecisionPath(own.Decisions.Text));
            taken = options.First(option => option.Name == name);
        }

        var value = Visit(taken.Block, own.Option(taken.Name), flow);
        return options.Count > 1 && gates is not null ? Gated(gates, own, value) : value;
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
        var isPartial = gates.Parts > 1 && part * gates.Parts == whole && own.Inherited.Width is null && options.Items.All(option => ChannelRule.Keeps(option.Block, space));
        if (isPartial)
            input = flow with { Value = _builder.Add(own.Node.Child("part"), new Operator.Slice(part), flow.Value) };
        foreach (var option in options)
        {
            var scope = own.Option(option.Name);
            var value = TakeStride(Visit(option.Block, scope, input), scope.Node.Child("stride_of_all")).Value;
            if (values.Count > 0)
                value = _builder.Align(scope.Node.Child("align"), value, _builder.ShapeOf(values[0]), ShortcutAlignment.Projection);
            var gate = gates.Of(_builder, new DecisionPath(own.Decisions.Text), option.Name, _builder.ShapeOf(value));
            values.Add(_builder.Add(scope.Node.Child("gated"), new Operator.Multiply(), value, gate));
        }

        var mixture = _builder.Add(own.Node.Child("mixture"), new Operator.Add(), [.. values]);
        if (isPartial)
        {
            // What went past comes first, so that the next mixture takes other channels: a rotation in place of the paper's shuffle.
            var past = _builder.Add(own.Node.Child("past"), new Operator.Slice(whole - part, part), flow.Value);
            past = _builder.AlignSize(own.Node.Child("past_size"), past, _builder.ShapeOf(mixture));
            mixture = _builder.Add(own.Node.Child("rotated"), new Operator.Concat(), past, mixture);
        }

        return flow.To(mixture) with { Stride = null };
    }
}
