using Nascent.Strategies.Surrogates;

namespace Nascent.Strategies.Gp;

/// <summary>Options of search by Gaussian processes.</summary>
public sealed record GaussianProcessOptions
{
    /// <summary>Trials drawn at random before the first fit.</summary>
    [Option(1, 100_000, "trials drawn at random before the first fit")]
    public int Initial { get; init; } = 10;

    /// <summary>What a candidate is judged by.</summary>
    [Option("0: expected improvement; 1: upper confidence bound; 2: Thompson sampling")]
    public AcquisitionFunction Acquisition { get; init; }

    /// <summary>Standard deviations that the upper confidence bound adds.</summary>
    [Option(0, 100, "standard deviations that the upper confidence bound adds")]
    public double Beta { get; init; } = 1;

    /// <summary>Whether scores known without training are part of the covariance.</summary>
    [Option("1: scores known without training are part of the covariance")]
    public bool Known { get; init; }

    /// <summary>Candidates drawn for each proposal.</summary>
    [Option(1, 100_000, "candidates drawn for each proposal")]
    public int Candidates { get; init; } = 150;

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
