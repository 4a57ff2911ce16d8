using Nascent.Randomness;
using Nascent.Strategies.Surrogates;
using Nascent.Trials;

namespace Nascent.Strategies.Auto;

/// <summary>The default strategy.</summary>
public sealed class AutoStrategy : IStrategy, IRecommendation
{
    private readonly SurrogateSearch _search;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<AutoOptions>(
        "auto", "Bayesian optimisation that also learns from sizes, limits and known scores",
        options => new AutoStrategy(options), "this project; see docs/strategies/auto.md");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public AutoStrategy(AutoOptions options) => _search = new SurrogateSearch(Description.Checked(options).ForSurrogates());

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);

    /// <inheritdoc/>
    public int? Recommend(SearchView view) => _search.Recommend(view);
}
