using System.Collections.Immutable;
using Nascent.Strategies.Rungs;

namespace Nascent.Strategies.Hyperband;

/// <summary>Options of Hyperband.</summary>
public sealed record HyperbandOptions
{
    private const string Name = "hyperband";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "successive halving from every rung in turn, so that no one rung has to be trusted", "Li et al. 2017", 2,
        [RungOptions.Eta, RungOptions.Smallest, RungOptions.Continue, RungOptions.Brackets], values => new HyperbandStrategy(From(values)))
    { UsesRungs = true };

    /// <summary>η, above 1.</summary>
    public required double Eta { get; init; }

    /// <summary>The smallest share of the full fidelity, in the range (0, 1].</summary>
    public required double Smallest { get; init; }

    /// <summary>How many brackets take turns; 0 for one from each rung.</summary>
    public required int Brackets { get; init; }

    /// <summary>Whether a raised network's training goes on where it ended.</summary>
    public required bool Continue { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static HyperbandOptions From(ImmutableSortedDictionary<string, double> values) =>
        new() { Eta = values["eta"], Smallest = values["smallest"], Continue = values.Whole(Name, "continue") == 1, Brackets = values.Whole(Name, "brackets") };
}
