using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces.Resolving;

/// <summary>The inputs of a network by which what its choices between blocks give is multiplied: one number for each decision, or for each of its options.</summary>
/// <param name="isMixture">Whether all options stand side by side, each with a gate of its own.</param>
/// <param name="parts">Of how many equal parts of a mixture's channels one goes through the options, where they keep the channels; above 1 edges of cells have gates too.</param>
internal sealed class GateInputs(bool isMixture, int parts = 1)
{
    private readonly List<Gate> _gates = [];
    private readonly Dictionary<string, NodePath> _inputs = new(StringComparer.Ordinal);

    /// <summary>Whether all options stand side by side.</summary>
    public bool IsMixture => isMixture;

    /// <summary>Of how many equal parts of the channels one goes through the options.</summary>
    public int Parts => parts;

    /// <summary>What each input is of, in the order of the network's inputs, after those that it reads.</summary>
    public ImmutableArray<Gate> Gates => [.. _gates];

    /// <summary>The input of a gate, added where it is new; one that stands at images and at vectors has one of each.</summary>
    public NodePath Of(ArchitectureBuilder builder, DecisionPath decision, string? option, TensorShape shape, string? into = null)
    {
        var name = $"gate:{decision}{(option is null ? "" : $"={option}")}{(shape.IsImage ? "" : ":vector")}";
        if (_inputs.TryGetValue(name, out var known))
            return known;
        _gates.Add(new(decision, option, into));
        return _inputs[name] = builder.Input(name, TensorType.Float(shape.IsImage ? TensorShape.Image(1, 1, 1) : TensorShape.Features(1)));
    }
}
