using System.Collections.Immutable;

namespace Nascent.Strategies.Tpe;

/// <summary>Options of the tree-structured Parzen estimator.</summary>
public sealed record TpeOptions
{
    /// <summary>The options that describe the densities; <c>bohb</c> has them too.</summary>
    internal static readonly ImmutableArray<StrategyOption> Densities =
    [
        new("startup", 10, 1, 100_000, "results before the densities are used; until then proposals are drawn at random"),
        new("gamma", 1, 0.01, 100, "the best gamma × √results are the good ones"),
        new("mostGood", 25, 1, 1000, "good ones at most"),
        new("candidates", 24, 1, 10_000, "draws from the density of the good ones, of which the one with the best ratio is proposed"),
        new("prior", 1, 1e-6, 1000, "weight of the uniform prior, in trials"),
        new("spread", 0.2, 0, 1, "probability that a draw answers a decision uniformly rather than near a good trial's answer"),
        new("bandwidth", 1, 0.05, 100, "standard deviation of the kernel of an ordered decision, in options"),
    ];

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "tpe", "proposes what is likely among good trials and unlikely among the others", "Bergstra et al. 2011", 1, Densities, values => new TpeStrategy(From("tpe", values)));

    /// <summary>How many results there must be before the densities are used, at least 1.</summary>
    public required int Startup { get; init; }

    /// <summary>The good ones are the best <c>⌈gamma × √n⌉</c> of n results.</summary>
    public required double Gamma { get; init; }

    /// <summary>How many good ones there are at most.</summary>
    public required int MostGood { get; init; }

    /// <summary>How many candidates are drawn for a proposal.</summary>
    public required int Candidates { get; init; }

    /// <summary>The weight of the uniform prior, in trials; above 0.</summary>
    public required double Prior { get; init; }

    /// <summary>The probability that a draw answers a decision uniformly, in the range [0, 1].</summary>
    public required double Spread { get; init; }

    /// <summary>The standard deviation of the kernel of an ordered decision, in options.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static TpeOptions From(string strategy, ImmutableSortedDictionary<string, double> values) => new()
    {
        Startup = values.Whole(strategy, "startup"),
        Gamma = values["gamma"],
        MostGood = values.Whole(strategy, "mostGood"),
        Candidates = values.Whole(strategy, "candidates"),
        Prior = values["prior"],
        Spread = values["spread"],
        Bandwidth = values["bandwidth"],
    };
}
