namespace Nascent.Strategies.Surrogates;

/// <summary>Options of a search by Gaussian processes.</summary>
internal sealed record SurrogateOptions
{
    /// <summary>Trials drawn at random before the first fit, at least 1.</summary>
    public required int Initial { get; init; }

    /// <summary>Networks within the limits drawn for each of these, of which the one with the most parameters is tried, at least 1.</summary>
    public required int Draws { get; init; }

    /// <summary>Whether scores known without training are part of the covariance.</summary>
    public required bool Known { get; init; }

    /// <summary>How a candidate is judged.</summary>
    public required Acquisition Acquisition { get; init; }

    /// <summary>Standard deviations that <see cref="Acquisition.UpperConfidenceBound"/> adds.</summary>
    public double Beta { get; init; } = 1;

    /// <summary>Of how many of the best scores the pick is chosen, at least 1.</summary>
    public int Confirm { get; init; } = 1;

    /// <summary>Candidates drawn for each proposal, at least 1.</summary>
    public required int Candidates { get; init; }
}
