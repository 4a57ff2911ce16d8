using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Strategies.Rungs;
using Nascent.Strategies.Tpe;
using Nascent.Trials;

namespace Nascent.Strategies.Bohb;

/// <summary>BOHB: Hyperband's brackets, whose networks come from the densities of <c>tpe</c> rather than at random.</summary>
/// <remarks>
/// Falkner, Klein and Hutter 2018, algorithm 2. Densities are kept by rung, and the highest rung with enough results proposes; a share of networks is drawn at random.
/// Deviations: the densities are those of <see cref="TpeStrategy"/>, with its numbers of good trials and of candidates; enough is <c>startup</c> results and not one more
/// than there are decisions, of which spaces of networks have many; and those of <see cref="Hyperband.HyperbandStrategy"/>.
/// </remarks>
public sealed class BohbStrategy : IStrategy
{
    private readonly BohbOptions _options;
    private readonly GenotypeDraws _draws = new();
    private readonly List<Trial> _new = [];
    private Ladder? _ladder;
    private ParzenDensities[] _densities = [];
    private BracketCycle? _brackets;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<BohbOptions>(
        "bohb", "hyperband with networks that tpe proposes",
        options => new BohbStrategy(options), "Falkner et al. 2018", 2) with
    { UsesRungs = true };

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public BohbStrategy(BohbOptions options) => _options = Description.Checked(options);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        if (_brackets is null)
            Begin(view);
        foreach (var trial in _new)
            _densities[_ladder!.IndexOf(trial.Fidelity)].Add(trial, view);
        _new.Clear();
        return _brackets!.Propose(view, _ => Draw(view, seed));
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        _draws.Observe(finished);
        _new.Add(finished);
        _brackets?.Observe(finished);
    }

    private Genotype? Draw(SearchView view, Seed seed)
    {
        var densities = seed.Derive("random").Stream().NextDouble() < _options.Random ? null : Array.FindLast(_densities, rung => rung.IsReady);
        if (densities?.Draw(view, _draws, seed.Derive("candidates")) is not { } genotype)
            return _draws.DrawAndAdd(view, seed);
        _draws.Add(genotype);
        return genotype;
    }

    private void Begin(SearchView view)
    {
        _ladder = new Ladder(view, _options);
        _densities = [.. _ladder.Rungs.Select(_ => new ParzenDensities(_options.Densities))];
        _brackets = new BracketCycle(_ladder, BracketSizes.Hyperband(_ladder, _options.Brackets), waits: false);
    }
}
