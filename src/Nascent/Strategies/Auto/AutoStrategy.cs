using Nascent.Randomness;
using Nascent.Strategies.Surrogates;
using Nascent.Trials;

namespace Nascent.Strategies.Auto;

/// <summary>The default strategy.</summary>
public sealed class AutoStrategy : IStrategy, IRecommendation
{
    private readonly SurrogateSearch _search;

    /// <summary>Makes the strategy.</summary>
    public AutoStrategy(AutoOptions options) => _search = new SurrogateSearch(options.ForSurrogates());

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);

    /// <inheritdoc/>
    public int? Recommend(SearchView view) => _search.Recommend(view);
}
