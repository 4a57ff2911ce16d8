using System.Text.Json.Serialization;
using Nascent.Estimation;

namespace Nascent.Trials;

/// <summary>A candidate's part in an ensemble.</summary>
/// <param name="Candidate">The candidate; each of its full trainings has an equal part of the share.</param>
/// <param name="Share">What its outputs are multiplied with, in the range (0, 1]; all shares sum to 1.</param>
public sealed record EnsembleMember(CandidateId Candidate, double Share)
{
    /// <summary>The weights of a fit to all samples but the test part, which takes the place of its trainings; null for these.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArtifactRef? Refit { get; init; }
}
