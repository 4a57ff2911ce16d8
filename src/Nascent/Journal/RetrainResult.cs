using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Journal;

/// <summary>A candidate, trained in full once.</summary>
/// <param name="Candidate">What was trained.</param>
/// <param name="Replicate">Which of its seeds, counted from 0.</param>
/// <param name="Evaluation">Validation metrics, cost, curve and weights.</param>
/// <param name="Costs">Parameters, MACs and peak memory.</param>
/// <param name="Reused">Whether it came from an earlier run.</param>
/// <param name="Test">Its test metrics, once they were read.</param>
/// <param name="Seed">The key of its randomness; 0 where it was reused.</param>
public sealed record RetrainResult(CandidateId Candidate, int Replicate, Evaluation Evaluation, Metrics Costs, bool Reused, Metrics? Test, ulong Seed = 0)
{
    /// <summary>The parts of an ensemble; none of what was trained by itself.</summary>
    public ImmutableArray<EnsembleMember> Members { get; init; } = [];

    /// <summary>Its weights; null where none were kept.</summary>
    public ArtifactRef? WeightsFile => Evaluation.Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Weights);
}
