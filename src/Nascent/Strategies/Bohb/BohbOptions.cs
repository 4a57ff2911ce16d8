using System.Collections.Immutable;
using Nascent.Strategies.Rungs;
using Nascent.Strategies.Tpe;

namespace Nascent.Strategies.Bohb;

/// <summary>Options of BOHB.</summary>
public sealed record BohbOptions
{
    private const string Name = "bohb";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "hyperband's brackets of networks that tpe proposes", "Falkner et al. 2018", 2,
        [
            RungOptions.Eta, RungOptions.Smallest, RungOptions.Continue, RungOptions.Brackets,
            new("random", 1.0 / 3, 0, 1, "share of networks that are drawn at random"),
            .. TpeOptions.Densities,
        ],
        values => new BohbStrategy(From(values)))
    { UsesRungs = true };

    /// <summary>η, above 1.</summary>
    public required double Eta { get; init; }

    /// <summary>The smallest share of the full fidelity, in the range (0, 1].</summary>
    public required double Smallest { get; init; }

    /// <summary>How many brackets take turns; 0 for one from each rung.</summary>
    public required int Brackets { get; init; }

    /// <summary>Whether a raised network's training goes on where it ended.</summary>
    public required bool Continue { get; init; }

    /// <summary>ρ: the probability that a network is drawn at random, in the range [0, 1].</summary>
    public required double Random { get; init; }

    /// <summary>Options of the densities.</summary>
    public required TpeOptions Densities { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static BohbOptions From(ImmutableSortedDictionary<string, double> values) => new()
    {
        Eta = values["eta"],
        Smallest = values["smallest"],
        Continue = values.Whole(Name, "continue") == 1,
        Brackets = values.Whole(Name, "brackets"),
        Random = values["random"],
        Densities = TpeOptions.From(Name, values),
    };
}
