using System.Collections.Immutable;
using Nascent.Strategies.Surrogates;

namespace Nascent.Strategies.Gp;

/// <summary>Options of search by Gaussian processes.</summary>
public sealed record GaussianProcessOptions
{
    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "gp", "models scores by a Gaussian process over genotypes and tries what promises most", "Snoek et al. 2012, Kandasamy et al. 2018", 1,
        [
            new StrategyOption("initial", 10, 1, 100_000, "trials drawn at random before the first fit"),
            new StrategyOption("acquisition", 0, 0, 2, "0: expected improvement; 1: upper confidence bound; 2: Thompson sampling"),
            new StrategyOption("beta", 1, 0, 100, "standard deviations that the upper confidence bound adds"),
            new StrategyOption("known", 0, 0, 1, "1: scores known without training are part of the covariance"),
            new StrategyOption("candidates", 150, 1, 100_000, "candidates drawn for each proposal"),
        ],
        values => new GaussianProcessStrategy(From(values)));

    /// <summary>Trials drawn at random before the first fit, at least 1.</summary>
    public required int Initial { get; init; }

    /// <summary>0 for expected improvement, 1 for the upper confidence bound, 2 for Thompson sampling.</summary>
    public required int Acquisition { get; init; }

    /// <summary>Standard deviations that the upper confidence bound adds, at least 0.</summary>
    public required double Beta { get; init; }

    /// <summary>Whether scores known without training are part of the covariance.</summary>
    public required bool Known { get; init; }

    /// <summary>Candidates drawn for each proposal, at least 1.</summary>
    public required int Candidates { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static GaussianProcessOptions From(ImmutableSortedDictionary<string, double> values) => new()
    {
        Initial = values.Whole("gp", "initial"),
        Acquisition = values.Whole("gp", "acquisition"),
        Beta = values["beta"],
        Known = values["known"] != 0,
        Candidates = values.Whole("gp", "candidates"),
    };

    internal SurrogateOptions ForSurrogates() => new()
    {
        Initial = Initial,
        Draws = 1,
        Known = Known,
        Acquisition = (Acquisition)Acquisition,
        Beta = Beta,
        Candidates = Candidates,
    };
}
