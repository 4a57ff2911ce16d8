using System.Collections.Immutable;

namespace Nascent.Strategies.RegularizedEvolution;

/// <summary>Options of regularized evolution.</summary>
public sealed record RegularizedEvolutionOptions
{
    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "regularized-evolution", "mutates the best of a random few; the oldest die", "Real et al. 2019", 5,
        [
            new StrategyOption("population", 20, 1, 100_000, "trials that live at once (P)"),
            new StrategyOption("tournament", 10, 1, 100_000, "trials drawn, of which the best is the parent (S)"),
            new StrategyOption("byDecision", 1, 0, 1, "1: the first P trials have each decision drawn uniformly; 0: they are uniform over architectures, of which most are deep"),
            new StrategyOption("draws", 8, 1, 1000, "networks within the limits drawn for each of the first P trials, of which the one with most parameters is tried, if the one objective is no cost"),
            new StrategyOption("identity", 0, 0, 1, "probability that the parent is proposed again unchanged, which renews its age"),
            new StrategyOption("distinct", 1, 0, 1, "1: a mutation that gives a genotype proposed before is drawn again; 0: it is proposed"),
        ],
        values => new RegularizedEvolutionStrategy(From(values)));

    /// <summary>P: how many trials live at once, at least 1.</summary>
    public required int Population { get; init; }

    /// <summary>S: how many are drawn, with replacement, for a tournament, at least 1.</summary>
    public required int Tournament { get; init; }

    /// <summary>Whether the first trials have each decision drawn uniformly, rather than the whole genotype.</summary>
    public required bool ByDecision { get; init; }

    /// <summary>How many networks are drawn for each of the first trials, at least 1.</summary>
    public required int Draws { get; init; }

    /// <summary>The probability of the identity mutation, in the range [0, 1].</summary>
    public required double Identity { get; init; }

    /// <summary>Whether other mutations avoid genotypes that were proposed before.</summary>
    public required bool Distinct { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static RegularizedEvolutionOptions From(ImmutableSortedDictionary<string, double> values) => new()
    {
        Population = Whole(values, "population"),
        Tournament = Whole(values, "tournament"),
        ByDecision = values["byDecision"] != 0,
        Draws = Whole(values, "draws"),
        Identity = values["identity"],
        Distinct = values["distinct"] != 0,
    };

    private static int Whole(ImmutableSortedDictionary<string, double> values, string name) => double.IsInteger(values[name]) ? (int)values[name]
        : throw new NascentException($"Strategy 'regularized-evolution', option '{name}': found {values[name]}, expected a whole number.");
}
