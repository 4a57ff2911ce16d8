using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Strategies.Surrogates;

/// <summary>Search by Gaussian processes: what <c>gp</c> and <c>auto</c> share.</summary>
/// <remarks>
/// One process models each objective, and each metric of a constraint that only training measures. Observations are normal scores of their values among those that the
/// process conditions on: the best few hundred and the latest. Candidates are mutations and crossovers of the best and random genotypes; the most
/// promising ones are improved by hill climbing over neighbours. Trials that are pending count as observed with what is expected of them (kriging believer, Ginsbourger et al. 2010).
/// </remarks>
internal sealed class SurrogateSearch(SurrogateOptions options)
{
    // A process conditions on at most so many observations; beyond, the best and the latest are kept, and there is room for as many as come until the next choice.
    private static readonly (int Capacity, int Kept, int Latest) ForOneObjective = (240, 176, 48), ForSeveral = (320, 224, 64);
    private const double RefitGrowth = 1.25;
    private const int RefitLeast = 5, Tries = 64, Confirmed = 5;

    private readonly UnseenGenotypes _unseen = new();
    private readonly List<SurrogateEntry> _entries = [];
    private readonly List<SurrogateEntry> _waiting = [];
    private readonly Dictionary<int, SurrogateCandidate> _proposed = [];
    private readonly FrontFloor _floor = new();
    private SurrogateQuantity[] _objectives = [];
    private (SurrogateQuantity Quantity, Constraint Constraint)[] _constraints = [];
    private DecisionCodes? _codes;
    private KnownScores _known = KnownScores.None;
    private int _conditioned;
    private int _observed;
    private int _nextRefit;
    private (int Capacity, int Kept, int Latest) _room;

    /// <summary>The next proposal.</summary>
    public Proposal Propose(SearchView view, Seed seed)
    {
        Prepare(view);
        var genotype = _observed == 0 || _observed + view.Pending.Count < options.Initial ? First(view, seed) : Best(view, seed);
        genotype ??= _unseen.Draw(view.Space, seed.Derive("draw"));
        if (genotype is null)
            return new Proposal.Done("every genotype of the space was proposed");
        _unseen.Add(genotype);
        _proposed[view.Number] = CandidateOf(genotype, view.CostsOf(genotype) ?? Metrics.None);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    /// <summary>Shows a finished trial.</summary>
    public void Observe(Trial finished)
    {
        if (!_proposed.Remove(finished.Number, out var candidate) || !(finished.HasResult || finished.State == TrialState.Failed))
            return;
        _waiting.Add(new SurrogateEntry(finished, candidate.Point));
        _observed++;
    }

    /// <summary>Of the few trials with the best scores that keep the constraints, the one with the best expected value: a score that is lucky counts for less than one that similar genotypes confirm.</summary>
    public int? Recommend(SearchView view)
    {
        var best = new TrialOrder(view.Objectives, view.Constraints).BestOf(view.Observed).Take(Confirmed).ToArray();
        if (_codes is null || _observed < options.Initial || best.Length < 2)
            return best.FirstOrDefault()?.Number;
        Condition(view, []);
        return best.MaxBy(trial => _objectives[0].Mean(CandidateOf(trial.Genotype, view.CostsOf(trial.Genotype) ?? Metrics.None)) + _objectives[0].ScoreOf(view.Objectives[0].Score(trial.Metrics)))!.Number;
    }

    private void Prepare(SearchView view)
    {
        if (_codes is not null)
            return;
        _room = view.Objectives.Length == 1 ? ForOneObjective : ForSeveral;
        var constant = new Seed(0).Derive("surrogates");
        _codes = new DecisionCodes(view.Space);
        if (options.Known)
            _known = new KnownScores(view, constant.Derive("known"));
        var prior = KernelParameters.Prior(_codes.Length, _known.Count, Differing(view.Space, constant.Derive("differing")));
        var looked = Enumerable.Range(0, Tries).Select(i => view.CostsOf(view.Space.SampleByDecision(constant.Derive("costs").Derive(i)))).FirstOrDefault(costs => costs is not null);
        SurrogateModel? ModelOf(string metric) => looked?[metric] is null ? new SurrogateModel(_codes, prior, _room.Capacity) : null;
        _objectives = [.. view.Objectives.Select(objective => new SurrogateQuantity(metrics => metrics[objective.Metric] is null ? null : objective.Score(metrics), ModelOf(objective.Metric)))];
        _constraints = [.. view.Constraints.Where(constraint => looked?[constraint.Metric] is null)
            .Select(constraint => (new SurrogateQuantity(metrics => metrics[constraint.Metric], ModelOf(constraint.Metric)), constraint))];
    }

    /// <summary>In how many decisions two random genotypes differ, on average.</summary>
    private double Differing(SearchSpace space, Seed seed)
    {
        const int Pairs = 64;
        var sum = 0.0;
        for (var i = 0; i < Pairs; i++)
        {
            var (a, b) = (_codes!.Of(space.SampleByDecision(seed.Derive(2 * i))), _codes.Of(space.SampleByDecision(seed.Derive((2 * i) + 1))));
            for (var d = 0; d < a.Length; d++)
                sum += _codes.Distances(d)[(a[d] * _codes.Stride(d)) + b[d]];
        }

        return sum / Pairs;
    }

    // From −√3 to √3, a variance of 1 among random genotypes; 0 for a score that a genotype does not have.
    private static double Spread((double Place, int Count)? score) => score is { } known ? Math.Sqrt(3) * ((2 * (known.Place / known.Count)) - 1) : 0;

    private SurrogateCandidate CandidateOf(Genotype genotype, Metrics known) => new(genotype, known, new SurrogatePoint(_codes!.Of(genotype), Array.ConvertAll(_known.PlacesOf(known), Spread)));

    /// <summary>A first trial: of some draws that keep the limits the one with the most parameters. Null where all draws were proposed before.</summary>
    private Genotype? First(SearchView view, Seed seed)
    {
        var (best, most, kept) = (default(Genotype), double.NegativeInfinity, 0);
        for (var i = 0; i < Tries && kept < options.Draws; i++)
        {
            var genotype = view.Space.SampleByDecision(seed.Derive("sample").Derive(i));
            if (_unseen.IsSeen(genotype) || view.CostsOf(genotype) is not { } costs)
                continue;
            kept++;
            if (best is null || (costs[Metric.Parameters.Name] is { } parameters && parameters > most))
                (best, most) = (genotype, costs[Metric.Parameters.Name] ?? most);
            if (view.Objectives.Length > 1 || costs[view.Objectives[0].Metric] is not null)
                break; // few parameters may be what is wanted
        }

        return best;
    }

    /// <summary>Brings the models up to date with what was observed, and with what is pending.</summary>
    private void Condition(SearchView view, IReadOnlyList<SurrogatePoint> pending)
    {
        var rebuild = _conditioned == 0 || _observed >= _nextRefit || _entries.Count + _waiting.Count + pending.Count > _room.Capacity;
        foreach (var entry in _waiting.Where(entry => entry.Trial.HasResult))
            _floor.Add(Array.ConvertAll([.. view.Objectives], objective => objective.Score(entry.Trial.Metrics)));
        _entries.AddRange(_waiting);
        _waiting.Clear();
        if (rebuild && _entries.Count > _room.Kept)
            Choose(view);
        var refit = _observed >= _nextRefit;
        if (refit)
            _nextRefit = Math.Max(_observed + RefitLeast, (int)(_observed * RefitGrowth));
        var known = rebuild ? _entries.Count : _conditioned;
        foreach (var quantity in _objectives.Concat(_constraints.Select(pair => pair.Quantity)))
        {
            quantity.Score(_entries, _objectives.Contains(quantity) ? double.NegativeInfinity : null);
            if (rebuild)
                quantity.Rebuild(_entries, refit);
            quantity.Extend(_entries, known, pending);
        }

        _conditioned = _entries.Count;
    }

    /// <summary>Keeps the best and the latest, in the order they came.</summary>
    private void Choose(SearchView view)
    {
        var latest = _entries.TakeLast(_room.Latest).ToHashSet();
        var rest = _entries.Where(entry => !latest.Contains(entry)).ToArray();
        var order = new TrialOrder(view.Objectives, view.Constraints);
        var ranks = view.Objectives.Length == 1 ? new int[rest.Length] : [.. ParetoFront.RanksOf([.. rest.Select(entry => entry.Trial)], view.Objectives, view.Constraints)];
        var best = Enumerable.Range(0, rest.Length).OrderBy(i => ranks[i]).ThenBy(i => rest[i].Trial, order).Take(_room.Kept - _room.Latest).Select(i => rest[i]);
        SurrogateEntry[] kept = [.. best.Concat(latest).OrderBy(entry => entry.Trial.Number)];
        _entries.Clear();
        _entries.AddRange(kept);
    }

    /// <summary>The candidate that promises most, or null where none could be found.</summary>
    private Genotype? Best(SearchView view, Seed seed)
    {
        Condition(view, [.. view.Pending.Where(trial => _proposed.ContainsKey(trial.Number)).Select(trial => _proposed[trial.Number].Point)]);
        var judge = new CandidateJudge(view, _objectives, _constraints, _entries, options, _floor.Values, seed.Derive("judge"));
        var pool = new CandidatePool(view, _unseen, CandidateOf);
        var parents = judge.ParentsOf();
        var judged = judge.Judge(pool.Draw(parents, options.Candidates, seed.Derive("pool")));
        return judge.Climb(judged, pool)?.Genotype;
    }
}
