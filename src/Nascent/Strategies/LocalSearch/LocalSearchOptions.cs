using System.Collections.Immutable;

namespace Nascent.Strategies.LocalSearch;

/// <summary>Options of local search.</summary>
public sealed record LocalSearchOptions
{
    /// <summary>The strategy's name.</summary>
    internal const string Name = "local-search";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "climbs from neighbour to neighbour, and begins anew where none is better", "White, Nolen and Savani 2021", 1,
        [
            new StrategyOption("starts", 10, 1, 100_000, "random trials before a climb, which begins at the best of them"),
            new StrategyOption("first", 1, 0, 1, "1: a climb goes on from the first neighbour that is better; 0: from the best, once all neighbours are known"),
        ],
        values => new LocalSearchStrategy(From(values)));

    /// <summary>How many random trials come before a climb, at least 1.</summary>
    public required int Starts { get; init; }

    /// <summary>Whether a climb goes on from the first better neighbour.</summary>
    public required bool First { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static LocalSearchOptions From(ImmutableSortedDictionary<string, double> values) => new() { Starts = values.Whole(Name, "starts"), First = values["first"] != 0 };
}
