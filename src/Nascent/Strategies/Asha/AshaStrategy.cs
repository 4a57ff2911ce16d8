using Nascent.Randomness;
using Nascent.Strategies.Rungs;
using Nascent.Trials;

namespace Nascent.Strategies.Asha;

/// <summary>Asynchronous successive halving: a network is raised as soon as it is among the best η-th of its rung's trials so far, and a new one begins where none is.</summary>
/// <remarks>
/// Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht and Talwalkar 2020, algorithm 2 with s = 0. Deviation: trials are observed in order with a look-ahead, so that one run
/// is the same on any number of workers.
/// </remarks>
public sealed class AshaStrategy : IStrategy
{
    private readonly AshaOptions _options;
    private readonly GenotypeDraws _draws = new();
    private readonly List<Trial> _new = [];
    private Ladder? _ladder;
    private Remainder? _remainder;
    private AshaRung[] _rungs = [];

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<AshaOptions>(
        "asha", "successive halving that promotes a network as soon as it is among the best of its rung",
        options => new AshaStrategy(options), "Li et al. 2020", 2) with
    { UsesRungs = true };

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public AshaStrategy(AshaOptions options) => _options = Description.Checked(options);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        if (_ladder is null)
            Begin(view);
        foreach (var trial in _new)
            _rungs[_ladder!.IndexOf(trial.Fidelity)].Add(trial);
        _new.Clear();
        for (var rung = _ladder!.Top - 1; rung >= 0 && !_remainder!.HasBegun; rung--)
            if (_rungs[rung].Raise(_ladder.RaisedOf(rung, _rungs[rung].Trained)) is { } raised)
                return _ladder.Raised(raised, rung + 1);
        return _draws.DrawAndAdd(view, seed) is { } genotype ? new Proposal.Try(genotype, _ladder.Rungs[0]) : _remainder!.Next(view);
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        _draws.Observe(finished);
        _new.Add(finished);
    }

    private void Begin(SearchView view)
    {
        _ladder = new Ladder(view, _options);
        _remainder = new Remainder(_ladder);
        _rungs = [.. _ladder.Rungs.Select(_ => new AshaRung(view.Objectives, view.Constraints))];
    }
}
