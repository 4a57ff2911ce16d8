using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Trials;

namespace Nascent.Jobs.TestHost;

/// <summary>Proposes at random.</summary>
internal sealed class GuestStrategy : IStrategy
{
    private readonly UnseenGenotypes _unseen = new();

    public Proposal Propose(SearchView view, Seed seed)
    {
        var genotype = _unseen.Draw(view.Space, seed)!;
        _unseen.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    public void Observe(Trial finished)
    {
        // it learns nothing
    }
}
