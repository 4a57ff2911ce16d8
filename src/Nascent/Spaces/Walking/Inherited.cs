using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces.Walking;

/// <summary>A choice and the decision that answers it where it is open.</summary>
internal sealed record InheritedChoice<T>(Choice<T> Choice, DecisionPath Path);

/// <summary>What the settings around a place say; null where none does.</summary>
internal sealed record Inherited(
    InheritedChoice<int>? Width,
    InheritedChoice<ActivationFunction?>? Activation,
    InheritedChoice<Normalisation>? Norm)
{
    public static Inherited Nothing { get; } = new(null, null, null);
}
