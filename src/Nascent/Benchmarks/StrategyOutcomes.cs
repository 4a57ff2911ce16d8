using System.Collections.Immutable;

namespace Nascent.Benchmarks;

/// <summary>What the repeated searches of one strategy came to.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Repeats">One a repeat, in order; empty where the strategy failed.</param>
/// <param name="Error">Why it could not search this table, or null.</param>
public sealed record StrategyOutcomes(string Strategy, ImmutableArray<SearchOutcome> Repeats, string? Error);
