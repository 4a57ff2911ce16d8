using System.Collections.Immutable;

namespace Nascent.Tasks;

/// <summary>Measured values by metric name, in the metrics' units.</summary>
/// <param name="Values">The values; none is NaN.</param>
public sealed record Metrics(ImmutableSortedDictionary<string, double> Values)
{
    /// <summary>No values.</summary>
    public static readonly Metrics None = new(ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));

    /// <summary>The value of a metric, or null where it was not measured.</summary>
    public double? this[string metric] => Values.TryGetValue(metric, out var value) ? value : null;

    /// <summary>These values with one more, or one replaced.</summary>
    public Metrics With(string metric, double value) => new(Values.SetItem(metric, value));

    /// <summary>These values, and those of <paramref name="other"/>, which win where both have one.</summary>
    public Metrics With(Metrics other) => new(Values.SetItems(other.Values));

    /// <inheritdoc/>
    public bool Equals(Metrics? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
}
