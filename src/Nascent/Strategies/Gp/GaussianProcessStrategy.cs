using Nascent.Randomness;
using Nascent.Strategies.Surrogates;
using Nascent.Trials;

namespace Nascent.Strategies.Gp;

/// <summary>Bayesian optimisation with a Gaussian process over genotypes.</summary>
public sealed class GaussianProcessStrategy : IStrategy
{
    private readonly SurrogateSearch _search;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<GaussianProcessOptions>(
        "gp", "Bayesian optimisation with a Gaussian process",
        options => new GaussianProcessStrategy(options), "Snoek et al. 2012, Kandasamy et al. 2018");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public GaussianProcessStrategy(GaussianProcessOptions options) => _search = new SurrogateSearch(Description.Checked(options).ForSurrogates());

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);
}
