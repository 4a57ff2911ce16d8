using System.Collections.Immutable;

namespace Nascent.Strategies.Random;

/// <summary>Options of random search.</summary>
public sealed record RandomOptions
{
    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "random", "draws uniformly from the space", "Bergstra and Bengio 2012", 1,
        [new StrategyOption("distinct", 1, 0, 1, "1: no genotype is proposed twice; 0: each draw is independent")],
        values => new RandomStrategy(From(values)));

    /// <summary>Whether a genotype is proposed only once.</summary>
    public required bool Distinct { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    public static RandomOptions From(ImmutableSortedDictionary<string, double> values) => new() { Distinct = values["distinct"] != 0 };
}
