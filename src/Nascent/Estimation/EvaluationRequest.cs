using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Estimation;

/// <summary>An architecture to be estimated.</summary>
/// <param name="Architecture">The network, as written.</param>
/// <param name="Genotype">The answers that it came from; empty for a hand-designed network.</param>
/// <param name="Fidelity">How much the estimate may cost.</param>
/// <param name="Seed">The key of all its randomness.</param>
/// <param name="Replicate">0 for the first estimate of an architecture; others repeat it under other seeds.</param>
/// <param name="Checkpoint">Where to continue from: a checkpoint, which changes the cost of the estimate and nothing else of it; or weights to begin with. Null to start afresh.</param>
public sealed record EvaluationRequest(Architecture Architecture, Genotype Genotype, Fidelity Fidelity, ulong Seed, int Replicate, ArtifactRef? Checkpoint)
{
    /// <summary>Wall time to use, from the beginning of the estimate: a training moves its end so that it fits, and the fidelity's epochs are its first plan. Null to train as long as the fidelity says.</summary>
    public TimeSpan? TimeToUse { get; init; }

    /// <summary>The course of an earlier training that is to be repeated bit for bit; null where there is none.</summary>
    public TrainingCourse? Course { get; init; }
}
