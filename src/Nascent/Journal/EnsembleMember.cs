using Nascent.Trials;

namespace Nascent.Journal;

/// <summary>A candidate's part in an ensemble.</summary>
/// <param name="Candidate">The candidate; each of its full trainings has an equal part of the share.</param>
/// <param name="Share">What its outputs are multiplied with, in the range (0, 1]; all shares sum to 1.</param>
public sealed record EnsembleMember(CandidateId Candidate, double Share);
