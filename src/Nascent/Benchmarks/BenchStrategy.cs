using Nascent.Strategies;

namespace Nascent.Benchmarks;

/// <summary>A strategy that takes part in a benchmark.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Create">Makes a fresh one for each search; called from several threads.</param>
public sealed record BenchStrategy(string Name, Func<IStrategy> Create);
