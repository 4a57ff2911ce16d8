using System.Collections.Immutable;

namespace Nascent.Genotypes;

/// <summary>One open thing in a space.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Options">The answers that are allowed, in order; at least two different ones unless the space says otherwise.</param>
/// <param name="IsOrdered">Whether the options are numbers in rising order, so that neighbours are near.</param>
public sealed record Decision(DecisionPath Path, DecisionKind Kind, ImmutableArray<string> Options, bool IsOrdered)
{
    /// <inheritdoc/>
    public bool Equals(Decision? other) => other is not null && Path == other.Path && Kind == other.Kind && IsOrdered == other.IsOrdered
        && Options.AsSpan().SequenceEqual(other.Options.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Kind, Options.Length);
}
