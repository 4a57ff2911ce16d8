using System.Collections.Immutable;
using Nascent.Strategies.Rungs;

namespace Nascent.Strategies.Asha;

/// <summary>Options of asynchronous successive halving.</summary>
public sealed record AshaOptions
{
    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "asha", "successive halving that raises a network as soon as it is among the best of its rung", "Li et al. 2020", 1,
        [RungOptions.Eta, RungOptions.Smallest], values => new AshaStrategy(From(values)))
    { UsesRungs = true };

    /// <summary>η, above 1.</summary>
    public required double Eta { get; init; }

    /// <summary>The smallest share of the full fidelity, in the range (0, 1].</summary>
    public required double Smallest { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    public static AshaOptions From(ImmutableSortedDictionary<string, double> values) => new() { Eta = values["eta"], Smallest = values["smallest"] };
}
