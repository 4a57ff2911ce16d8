using Nascent.Randomness;
using Nascent.Strategies.Rungs;
using Nascent.Trials;

namespace Nascent.Strategies.Hyperband;

/// <summary>Hyperband: brackets of successive halving that begin at every rung in turn, from many networks at the cheapest to few at the full fidelity.</summary>
/// <remarks>
/// Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar 2017, algorithm 1, repeated until the search ends. Deviations: while a bracket waits for a rung the next one begins, as in the
/// parallel version of Falkner, Klein and Hutter 2018, so that workers are never idle; networks that were rejected, or repeat another, are replaced by others.
/// </remarks>
public sealed class HyperbandStrategy : IStrategy
{
    private readonly HyperbandOptions _options;
    private readonly GenotypeDraws _draws = new();
    private BracketCycle? _brackets;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<HyperbandOptions>(
        "hyperband", "successive halving that starts at each rung in turn, in case short training misleads",
        options => new HyperbandStrategy(options), "Li et al. 2017", 2) with
    { UsesRungs = true };

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public HyperbandStrategy(HyperbandOptions options) => _options = Description.Checked(options);

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
        return new BracketCycle(ladder, BracketSizes.Hyperband(ladder, _options.Brackets), waits: false);
    }
}
