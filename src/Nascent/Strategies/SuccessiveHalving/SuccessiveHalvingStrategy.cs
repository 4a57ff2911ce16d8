using Nascent.Randomness;
using Nascent.Strategies.Rungs;
using Nascent.Trials;

namespace Nascent.Strategies.SuccessiveHalving;

/// <summary>Successive halving: many networks are trained a little, the best η-th of them η times as long, and so on to the full fidelity; then anew with others.</summary>
/// <remarks>
/// Jamieson and Talwalkar 2016, algorithm 1. A rung is complete before the best of it are raised, so that the strategy waits for it. Deviations: the number of networks is an
/// option and does not follow from a budget, which strategies do not know; brackets are repeated until the search ends; networks that
/// were rejected, or repeat another, are replaced by others.
/// </remarks>
public sealed class SuccessiveHalvingStrategy : IStrategy
{
    private readonly SuccessiveHalvingOptions _options;
    private readonly GenotypeDraws _draws = new();
    private BracketCycle? _brackets;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<SuccessiveHalvingOptions>(
        "successive-halving", "trains many networks briefly, the best of them longer, and the best of those longest",
        options => new SuccessiveHalvingStrategy(options), "Jamieson and Talwalkar 2016", 2) with
    { UsesRungs = true };

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public SuccessiveHalvingStrategy(SuccessiveHalvingOptions options) => _options = Description.Checked(options);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        _brackets ??= Begin(view);
        return _brackets.Propose(view, _ => _draws.DrawAndAdd(view, seed));
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        _draws.Observe(finished);
        _brackets?.Observe(finished);
    }

    private BracketCycle Begin(SearchView view)
    {
        var ladder = new Ladder(view, _options);
        return new BracketCycle(ladder, BracketSizes.Single(ladder, _options.Size), waits: true);
    }
}
