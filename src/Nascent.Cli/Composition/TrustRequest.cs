namespace Nascent.Cli.Composition;

/// <summary>What <c>trust</c> is asked for.</summary>
internal sealed record TrustRequest
{
    /// <summary>Candidates that are trained in full where nothing is said.</summary>
    public const int DefaultCandidates = 8;

    /// <summary>Seeds of each where nothing is said.</summary>
    public const int DefaultSeeds = 2;

    /// <summary>How many trials are trained in full, at least 3; all where there are fewer.</summary>
    public int Candidates { get; init; } = DefaultCandidates;

    /// <summary>How often each is, at least 1.</summary>
    public int Seeds { get; init; } = DefaultSeeds;

    /// <summary>Epochs of each training; those of the run's own full trainings where null.</summary>
    public int? Epochs { get; init; }
}
