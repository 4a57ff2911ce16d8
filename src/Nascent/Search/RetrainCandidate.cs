using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>A network that is trained in full.</summary>
/// <param name="Id">A trial or a baseline.</param>
/// <param name="Genotype">Its genotype; empty for a baseline.</param>
/// <param name="Architecture">The network, as written.</param>
/// <param name="Costs">What is known of its costs without training.</param>
public sealed record RetrainCandidate(CandidateId Id, Genotype Genotype, Architecture Architecture, Metrics Costs);
