using System.Diagnostics.CodeAnalysis;
using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces.Attributes;

/// <summary>What a layer asks for each of its attributes: one source lists them as they are, another reads them from a file.</summary>
/// <remarks>
/// A value of null goes through as null where the source knows none. For a width, a normalisation and an activation null means that the layer inherits
/// it from the settings around it.
/// </remarks>
public abstract class AttributeSource
{
    private protected AttributeSource()
    {
    }

    /// <summary>A number of channels or features, at least 1; null to inherit the width.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public Choice<int>? Width(string name, Choice<int>? value)
    {
        if (value is null)
            InheritsWidth();
        return Integer(name, DecisionKind.Width, value, least: 1);
    }

    /// <summary>The stride, at least 1; null to take the one that waits.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public Choice<int>? Stride(Choice<int>? value) => Integer("stride", DecisionKind.Other, value, least: 1);

    /// <summary>The normalisation; null to inherit it.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public Choice<Normalisation>? Norm(Choice<Normalisation>? value)
    {
        if (value is null)
            Inherits(DecisionKind.Normalisation);
        return Word("norm", DecisionKind.Normalisation, value);
    }

    /// <summary>The activation; null to inherit it, a literal null for none.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public Choice<ActivationFunction?>? Activation(Choice<ActivationFunction?>? value)
    {
        if (value is null)
            Inherits(DecisionKind.Activation);
        return Function("activation", value);
    }

    /// <summary>Says that the layer takes the width around it without an attribute for it, as a skip does.</summary>
    public void InheritsWidth() => Inherits(DecisionKind.Width);

    /// <summary>Any integer.</summary>
    /// <param name="name">The attribute's name, such as <c>kernel</c>.</param>
    /// <param name="kind">What a decision about it is about.</param>
    /// <param name="value">Its value.</param>
    /// <param name="least">The least that it may be.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public abstract Choice<int>? Integer(string name, DecisionKind kind, Choice<int>? value, int least);

    /// <summary>A number in the range [0, 1).</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public abstract Choice<double>? Rate(string name, Choice<double>? value);

    /// <summary>True or false.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public abstract Choice<bool>? Truth(string name, Choice<bool>? value);

    /// <summary>A value of an enumeration: in files and genotypes its name in small letters, with <c>_</c> between words.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public abstract Choice<T>? Word<T>(string name, DecisionKind kind, Choice<T>? value)
        where T : struct, Enum;

    private protected abstract Choice<ActivationFunction?>? Function(string name, Choice<ActivationFunction?>? value);

    private protected abstract void Inherits(DecisionKind kind);
}
