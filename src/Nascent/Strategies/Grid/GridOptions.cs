using System.Collections.Immutable;

namespace Nascent.Strategies.Grid;

/// <summary>Options of grid search.</summary>
public sealed record GridOptions
{
    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "grid", "goes through the whole space, evenly spread from the start", "the additive recurrence of Weyl 1916", 1,
        [new StrategyOption("lexicographic", 0, 0, 1, "1: in the order of the space, the last decision changing fastest; 0: in even strides from a random place")],
        values => new GridStrategy(From(values)));

    /// <summary>Whether genotypes come in the space's order.</summary>
    public required bool Lexicographic { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    public static GridOptions From(ImmutableSortedDictionary<string, double> values) => new() { Lexicographic = values["lexicographic"] != 0 };
}
