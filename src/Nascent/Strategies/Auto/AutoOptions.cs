using Nascent.Strategies.Surrogates;

namespace Nascent.Strategies.Auto;

/// <summary>Options of the default strategy.</summary>
public sealed record AutoOptions
{
    /// <summary>Trials drawn at random before the first fit.</summary>
    [Option(1, 100_000, "trials drawn at random before the first fit")]
    public int Initial { get; init; } = 8;

    /// <summary>Networks drawn for each of them.</summary>
    [Option(1, 1000,
        "networks within the limits that are drawn for each of the first trials; the one with the most parameters is tried")]
    public int Draws { get; init; } = 4;

    /// <summary>Whether scores known without training are part of the model.</summary>
    [Option("1: scores known without training are part of the model")]
    public bool Known { get; init; } = true;

    /// <summary>Whether some proposals are Thompson samples.</summary>
    [Option("1: from 30 results on, some proposals are Thompson samples; 0: expected improvement alone")]
    public bool Explore { get; init; } = true;

    /// <summary>Among how many of the best scores the pick is chosen.</summary>
    [Option(1, 1000, "number of best scores among which the model chooses the pick; 1: the best score is the pick")]
    public int Confirm { get; init; } = 5;

    /// <summary>Candidates drawn for each proposal.</summary>
    [Option(1, 100_000, "candidates drawn for each proposal")]
    public int Candidates { get; init; } = 150;

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
