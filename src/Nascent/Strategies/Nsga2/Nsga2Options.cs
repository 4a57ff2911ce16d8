using System.Collections.Immutable;

namespace Nascent.Strategies.Nsga2;

/// <summary>Options of NSGA-II.</summary>
public sealed record Nsga2Options
{
    /// <summary>The strategy's name.</summary>
    internal const string Name = "nsga2";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "evolves a front: ranks by domination, keeps what is spread", "Deb et al. 2002", 1,
        [
            new StrategyOption("population", 30, 2, 100_000, "trials that live at once (N)"),
            new StrategyOption("offspring", 1, 1, 100_000, "results after which the survivors are chosen anew; the paper's is N"),
            new StrategyOption("crossover", 0.9, 0, 1, "probability that a child has two parents"),
            new StrategyOption("mutations", 0.5, 0, 1000, "decisions of a child that are changed, on average"),
        ],
        values => new Nsga2Strategy(From(values)));

    /// <summary>N: how many trials live at once, at least 2.</summary>
    public required int Population { get; init; }

    /// <summary>How many results come together before the survivors are chosen anew, at least 1.</summary>
    public required int Offspring { get; init; }

    /// <summary>The probability that a child has two parents, in the range [0, 1].</summary>
    public required double Crossover { get; init; }

    /// <summary>How many decisions of a child are changed, on average, at least 0.</summary>
    public required double Mutations { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static Nsga2Options From(ImmutableSortedDictionary<string, double> values) => new()
    {
        Population = values.Whole(Name, "population"),
        Offspring = values.Whole(Name, "offspring"),
        Crossover = values["crossover"],
        Mutations = values["mutations"],
    };
}
