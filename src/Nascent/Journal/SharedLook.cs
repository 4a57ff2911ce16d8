using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Journal;

/// <summary>What a search over shared weights looked like at one of its steps.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Epoch">Passes over the data so far.</param>
/// <param name="Loss">The mean loss of the shared weights since the last look.</param>
/// <param name="Validation">The preferred network's value in the run's first metric, by its part of the shared weights.</param>
/// <param name="Undecided">The mean entropy of what is decided, as a share of that of equal probabilities, in the range [0, 1].</param>
/// <param name="Preferred">The preferred network.</param>
/// <param name="Shares">How probable each option of each decision is, where the search decides it.</param>
public sealed record SharedLook(long Step, double Epoch, double Loss, double Validation, double Undecided, Genotype Preferred, ImmutableArray<SharedShares> Shares);
