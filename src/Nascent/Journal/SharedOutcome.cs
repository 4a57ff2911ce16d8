using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Journal;

/// <summary>What a search over shared weights came to.</summary>
/// <param name="Candidates">The networks that it prefers, best first; different ones, at least one.</param>
/// <param name="Looks">What it looked like on its way.</param>
/// <param name="Note">What a reader should know of how it went, such as a collapse; null for nothing.</param>
public sealed record SharedOutcome(ImmutableArray<Genotype> Candidates, ImmutableArray<SharedLook> Looks, string? Note);
