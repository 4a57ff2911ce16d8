using Nascent.Randomness;
using Nascent.Strategies.Surrogates;
using Nascent.Trials;

namespace Nascent.Strategies.Gp;

/// <summary>Bayesian optimisation with a Gaussian process over genotypes.</summary>
public sealed class GaussianProcessStrategy : IStrategy
{
    private readonly SurrogateSearch _search;

    /// <summary>Makes the strategy.</summary>
    public GaussianProcessStrategy(GaussianProcessOptions options) => _search = new SurrogateSearch(options.ForSurrogates());

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);
}
