using System.Diagnostics.CodeAnalysis;
using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Compiling;

namespace Nascent.Spaces.Json;

/// <summary>Gives a layer's attributes as the JSON object of a block has them; those that it leaves out, as the layer has them.</summary>
internal sealed class JsonAttributes(BlockObject json) : AttributeSource
{
    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<int>? Integer(string name, DecisionKind kind, Choice<int>? value, int least) => json.Integers(name, least, SpaceLimits.MostOf(kind)) ?? value;

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<double>? Rate(string name, Choice<double>? value) => json.Rates(name) ?? value;

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<bool>? Truth(string name, Choice<bool>? value) => json.Truths(name) ?? value;

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override Choice<T>? Word<T>(string name, DecisionKind kind, Choice<T>? value) => json.Words<T>(name) ?? value;

    private protected override Choice<ActivationFunction?>? Function(string name, Choice<ActivationFunction?>? value) => json.Functions(name) ?? value;

    private protected override void Inherits(DecisionKind kind)
    {
        // What is inherited does not stand in the file.
    }
}
