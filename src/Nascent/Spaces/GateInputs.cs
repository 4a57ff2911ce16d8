using Nascent.Architectures;

namespace Nascent.Spaces;

/// <summary>The inputs of a network by which what its choices between blocks give is multiplied: one number for each decision.</summary>
internal sealed class GateInputs
{
    private readonly List<DecisionPath> _decisions = [];
    private readonly Dictionary<string, NodePath> _inputs = new(StringComparer.Ordinal);

    /// <summary>The decision of each input, in the order of the network's inputs, after those that it reads.</summary>
    public IReadOnlyList<DecisionPath> Decisions => _decisions;

    /// <summary>The input of a decision, added where it is new; a decision that stands at images and at vectors has one of each.</summary>
    public NodePath Of(ArchitectureBuilder builder, DecisionPath decision, TensorShape shape)
    {
        var name = $"gate:{decision}{(shape.IsImage ? "" : ":vector")}";
        if (_inputs.TryGetValue(name, out var known))
            return known;
        _decisions.Add(decision);
        return _inputs[name] = builder.Input(name, TensorType.Float(shape.IsImage ? TensorShape.Image(1, 1, 1) : TensorShape.Features(1)));
    }
}
