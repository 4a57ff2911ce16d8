using System.Collections.Immutable;
using Nascent.Strategies.Rungs;

namespace Nascent.Strategies.Asha;

/// <summary>Options of asynchronous successive halving.</summary>
public sealed record AshaOptions
{
    private const string Name = "asha";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "successive halving that raises a network as soon as it is among the best of its rung", "Li et al. 2020", 2,
        [RungOptions.Eta, RungOptions.Smallest, RungOptions.Continue], values => new AshaStrategy(From(values)))
    { UsesRungs = true };

    /// <summary>η, above 1.</summary>
    public required double Eta { get; init; }

    /// <summary>The smallest share of the full fidelity, in the range (0, 1].</summary>
    public required double Smallest { get; init; }

    /// <summary>Whether a raised network's training goes on where it ended.</summary>
    public required bool Continue { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A switch is neither 0 nor 1.</exception>
    public static AshaOptions From(ImmutableSortedDictionary<string, double> values) =>
        new() { Eta = values["eta"], Smallest = values["smallest"], Continue = values.Whole(Name, "continue") == 1 };
}
