using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.LocalSearch;

/// <summary>Local search: all genotypes that differ from the best in one decision are tried, the best of them is next, and where none is better a new climb begins.</summary>
/// <remarks>
/// White, Nolen and Savani 2021, algorithm 1, and their variant that goes on from the first better neighbour. Deviations and additions:
/// a climb begins at the best of some random trials, as in the authors' experiments, decision by decision;
/// after a local optimum a new climb begins, until the budget or the space ends;
/// neighbours are those of <see cref="DecisionSpace.Neighbours"/>, in random order; one that was tried before is not tried again, its result counts;
/// before it moves, a climb waits for all trials that are pending, so that a move depends on no order of arrival;
/// failed and rejected trials are no neighbours, and once a trial was rejected, what would be rejected too is passed over;
/// with several objectives a climb is a Pareto local search (Paquete, Chiarandini and Stützle 2004): it keeps every trial that none of it beats, and tries the neighbours of one that was not explored yet;
/// constraints decide by constrained domination (Deb et al. 2002).
/// </remarks>
public sealed class LocalSearchStrategy : IStrategy
{
    private readonly LocalSearchOptions _options;
    private readonly GenotypeDraws _draws = new();
    private readonly Dictionary<Genotype, Trial> _known = [];
    private readonly List<Trial> _fresh = [];
    private readonly Climb _climb = new();
    private Genotype[] _neighbours = [];
    private Trial? _from;
    private int _next;
    private int _starts;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<LocalSearchOptions>(
        "local-search", "moves to a better neighbour, and restarts at random if there is none",
        options => new LocalSearchStrategy(options), "White, Nolen and Savani 2021");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public LocalSearchStrategy(LocalSearchOptions options) => _options = Description.Checked(options);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        var order = new TrialOrder(view.Objectives, view.Constraints);
        _fresh.ForEach(trial => Meet(trial, view, order));
        _fresh.Clear();
        for (var step = seed.Derive("step"); ; step = step.Derive(1))
        {
            if ((Start(view, step) ?? Neighbour(view, order)) is { } genotype)
                return Tried(genotype, view);
            if (_starts == 0)
                return new Proposal.Done("every genotype of the space was proposed");
            if (view.Pending.Count > 0 && !HasMoved)
                return new Proposal.Wait();
            Explore(view.Space, step);
        }
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        _draws.Observe(finished);
        if (!finished.HasResult)
            return;
        _known.TryAdd(finished.Genotype, finished);
        _fresh.Add(finished);
    }

    /// <summary>Whether the climb goes on without the other neighbours, as one of them is better.</summary>
    private bool HasMoved => _options.First && _from is not null && !_climb.Holds(_from);

    private Proposal.Try Tried(Genotype genotype, SearchView view)
    {
        _draws.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    private void Meet(Trial trial, SearchView view, TrialOrder order)
    {
        if (ScoredTrial.Of(trial, view, order) is { } scored)
            _climb.Meet(scored);
    }

    /// <summary>A random trial where the climb has too few of them, or null where it has enough or none is left.</summary>
    private Genotype? Start(SearchView view, Seed seed)
    {
        if (_from is not null || _starts >= _options.Starts || _draws.Draw(view, seed) is not { } genotype)
            return null;
        _starts++;
        return genotype;
    }

    /// <summary>A neighbour that is to be tried; what is known of others joins the climb.</summary>
    private Genotype? Neighbour(SearchView view, TrialOrder order)
    {
        while (_next < _neighbours.Length && !HasMoved)
        {
            var genotype = _neighbours[_next++];
            if (_known.TryGetValue(genotype, out var known))
                Meet(known, view, order);
            else if (!_draws.IsSeen(genotype) && !_draws.IsRefused(view, genotype))
                return genotype;
        }

        return null;
    }

    /// <summary>Goes on to the neighbours of another trial, or to a new climb where the end of this one is reached.</summary>
    private void Explore(DecisionSpace space, Seed seed)
    {
        _from = _climb.Next(seed.Derive("next"));
        _neighbours = _from is null ? [] : [.. space.Neighbours(_from.Genotype)];
        _next = 0;
        seed.Derive("neighbours").Stream().Shuffle<Genotype>(_neighbours);
        if (_from is not null)
            return;
        _climb.Clear();
        _starts = 0;
    }
}
