using System.Collections.Immutable;
using Nascent.Strategies.Rungs;

namespace Nascent.Strategies.SuccessiveHalving;

/// <summary>Options of successive halving.</summary>
public sealed record SuccessiveHalvingOptions
{
    private const string Name = "successive-halving";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "trains many a little, the best of these more, the best of those in full", "Jamieson and Talwalkar 2016", 2,
        [RungOptions.Eta, RungOptions.Smallest, RungOptions.Continue, new("size", 0, 0, 100_000, "networks on the cheapest rung; 0: as many as leave one at the full fidelity")],
        values => new SuccessiveHalvingStrategy(From(values)))
    { UsesRungs = true };

    /// <summary>η, above 1.</summary>
    public required double Eta { get; init; }

    /// <summary>The smallest share of the full fidelity, in the range (0, 1].</summary>
    public required double Smallest { get; init; }

    /// <summary>Networks on the cheapest rung; 0 for as many as leave one at the full fidelity.</summary>
    public required int Size { get; init; }

    /// <summary>Whether a raised network's training goes on where it ended.</summary>
    public required bool Continue { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static SuccessiveHalvingOptions From(ImmutableSortedDictionary<string, double> values) =>
        new() { Eta = values["eta"], Smallest = values["smallest"], Continue = values.Whole(Name, "continue") == 1, Size = values.Whole(Name, "size") };
}
