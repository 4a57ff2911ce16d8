using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Search.Stopping;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>An evaluation as it travels to a worker, which resolves the network itself.</summary>
/// <param name="Id">Unique within the run: <c>trial:17</c>, or <c>retrain:trial:17#2</c> for replicate 2.</param>
/// <param name="Candidate">What is evaluated.</param>
/// <param name="Genotype">Its genotype; empty for a baseline.</param>
/// <param name="Fidelity">How much the estimate may cost.</param>
/// <param name="Seed">The key of all its randomness.</param>
/// <param name="Replicate">0 for the first estimate; others repeat it under other seeds.</param>
/// <param name="InFull">Whether the recipe for full training is used and the weights are kept.</param>
/// <param name="Checkpoint">Where to continue from, as in <see cref="EvaluationRequest"/>, or null to start afresh.</param>
/// <param name="TimeLimit">Wall time at which an attempt is ended, or null for none.</param>
/// <param name="LostAttempts">Attempts that were lost before, in earlier parts of a resumed run.</param>
/// <param name="Stopping">What may stop it early, or null where nothing may.</param>
public sealed record EvaluationJob(
    string Id, CandidateId Candidate, Genotype Genotype, Fidelity Fidelity, ulong Seed, int Replicate, bool InFull, ArtifactRef? Checkpoint,
    TimeSpan? TimeLimit = null, int LostAttempts = 0, StopOrder? Stopping = null)
{
    /// <summary>The moment at which a training is to end, by the clock of the machine: it uses the time until then. Null where the fidelity says how long it is.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The course of an earlier training that is to be repeated; null where there is none.</summary>
    public TrainingCourse? Course { get; init; }
}
