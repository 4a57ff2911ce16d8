using Nascent.Reporting.Trust;

namespace Nascent.Jobs.Judging;

/// <summary>What <c>trust</c> is asked for.</summary>
public sealed record TrustRequest
{
    /// <summary>How many trials are trained in full, at least 3; all where there are fewer.</summary>
    public int Candidates { get; init; } = TrustEvidence.UsualCandidates;

    /// <summary>How often each is, at least 1.</summary>
    public int Seeds { get; init; } = TrustEvidence.UsualSeeds;

    /// <summary>Epochs of each training; those of the run's own full trainings where null.</summary>
    public int? Epochs { get; init; }
}
