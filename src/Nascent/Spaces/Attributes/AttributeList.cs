using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces.Attributes;

/// <summary>Lists a layer's attributes and what it inherits, and gives each attribute back as it is.</summary>
internal sealed class AttributeList : AttributeSource
{
    private readonly ImmutableArray<BlockAttribute>.Builder _attributes = ImmutableArray.CreateBuilder<BlockAttribute>();
    private readonly HashSet<DecisionKind> _inherited = [];

    /// <summary>The attributes, in the order of decisions and files.</summary>
    public ImmutableArray<BlockAttribute> Attributes => _attributes.ToImmutable();

    /// <summary>The attributes of a layer.</summary>
    public static AttributeList Of(Block.Layer layer)
    {
        var list = new AttributeList();
        layer.With(list);
        return list;
    }

    /// <summary>Whether the layer inherits the width, the normalisation or the activation.</summary>
    public bool HasInherited(DecisionKind kind) => _inherited.Contains(kind);

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<int>? Integer(string name, DecisionKind kind, Choice<int>? value, int least) => Add(name, kind, value, least);

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<double>? Rate(string name, Choice<double>? value) => Add(name, DecisionKind.Other, value, 0);

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<bool>? Truth(string name, Choice<bool>? value) => Add(name, DecisionKind.Other, value);

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<T>? Word<T>(string name, DecisionKind kind, Choice<T>? value) => Add(name, kind, value);

    private protected override Choice<ActivationFunction?>? Function(string name, Choice<ActivationFunction?>? value) => Add(name, DecisionKind.Activation, value);

    private protected override void Inherits(DecisionKind kind) => _inherited.Add(kind);

    private T Add<T>(string name, DecisionKind kind, T value, double? least = null)
        where T : Choice?
    {
        _attributes.Add(new BlockAttribute(name, kind, value, least));
        return value;
    }
}
