using System.Collections.Immutable;
using Nascent.Strategies.Surrogates;

namespace Nascent.Strategies.Auto;

/// <summary>Options of the strategy that combines the others.</summary>
public sealed record AutoOptions
{
    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "auto", "models scores, limits and what is known without training, and tries what promises most", "this project; see docs/strategies/auto.md", 1,
        [
            new StrategyOption("initial", 8, 1, 100_000, "trials drawn at random before the first fit"),
            new StrategyOption("draws", 4, 1, 1000, "networks within the limits drawn for each of them, of which the one with most parameters is tried, if the one objective is no cost"),
            new StrategyOption("known", 1, 0, 1, "1: scores known without training are part of the model"),
            new StrategyOption("explore", 1, 0, 1, "1: from 30 results on, every few proposals one is a Thompson sample; 0: expected improvement alone"),
            new StrategyOption("confirm", 5, 1, 1000, "of how many of the best scores the pick is the one that the model confirms"),
            new StrategyOption("candidates", 150, 1, 100_000, "candidates drawn for each proposal"),
        ],
        values => new AutoStrategy(From(values)));

    /// <summary>Trials drawn at random before the first fit, at least 1.</summary>
    public required int Initial { get; init; }

    /// <summary>Networks drawn for each of them, at least 1.</summary>
    public required int Draws { get; init; }

    /// <summary>Whether scores known without training are part of the model.</summary>
    public required bool Known { get; init; }

    /// <summary>Whether some proposals are Thompson samples.</summary>
    public required bool Explore { get; init; }

    /// <summary>Of how many of the best scores the pick is chosen, at least 1.</summary>
    public required int Confirm { get; init; }

    /// <summary>Candidates drawn for each proposal, at least 1.</summary>
    public required int Candidates { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static AutoOptions From(ImmutableSortedDictionary<string, double> values) => new()
    {
        Initial = values.Whole("auto", "initial"),
        Draws = values.Whole("auto", "draws"),
        Known = values["known"] != 0,
        Explore = values["explore"] != 0,
        Confirm = values.Whole("auto", "confirm"),
        Candidates = values.Whole("auto", "candidates"),
    };

    internal SurrogateOptions ForSurrogates() => new()
    {
        Initial = Initial,
        Draws = Draws,
        Known = Known,
        Acquisition = Explore ? Acquisition.Mixed : Acquisition.ExpectedImprovement,
        Confirm = Confirm,
        Candidates = Candidates,
    };
}
