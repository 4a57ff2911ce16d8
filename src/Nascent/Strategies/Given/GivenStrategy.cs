using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Given;

/// <summary>Proposes given genotypes, one after another: those that a search over shared weights prefers.</summary>
/// <param name="genotypes">The genotypes, in order.</param>
public sealed class GivenStrategy(ImmutableArray<Genotype> genotypes) : IStrategy
{
    private int _proposed;

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) =>
        _proposed < genotypes.Length ? new Proposal.Try(genotypes[_proposed++], view.Fidelity) : new Proposal.Done("every network that the shared weights prefer was tried");

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        // what was found changes nothing
    }
}
