using Nascent.Randomness;
using Nascent.Search;
using Nascent.Strategies;
using Nascent.Torch.Strategies.Controllers;

namespace Nascent.Torch.Strategies.Reinforce;

public sealed class ReinforceStrategy : IStrategy
{
    private readonly ControllerSearch _search;

    /// <summary>Makes the strategy.</summary>
    public ReinforceStrategy(ControllerOptions options) => _search = new(options, new PolicyObjective(1, (now, _, advantages) => now * advantages));

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);
}
