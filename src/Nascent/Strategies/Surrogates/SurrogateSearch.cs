using Nascent.Genotypes;
using Nascent.Predictors.Encodings;
using Nascent.Predictors.Gaussian;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Strategies.Surrogates;

/// <summary>Search by Gaussian processes: what <c>gp</c> and <c>auto</c> share.</summary>
/// <remarks>
/// One process models each objective, and each metric of a constraint that is measured: in training, or before, where trials that were refused teach it too. Observations are normal scores of their values among those that the
/// process conditions on: the best few hundred and the latest. Candidates are mutations and crossovers of the best and random genotypes; the most
/// promising ones are improved by hill climbing over neighbours. Trials that are pending count as observed with what is expected of them (kriging believer, Ginsbourger et al. 2010).
/// </remarks>
internal sealed class SurrogateSearch(SurrogateOptions options)
{
    // A process conditions on at most so many observations; beyond, the best and the latest are kept, and there is room for as many as come until the next choice.
    private static readonly (int Capacity, int Kept, int Latest) ForOneObjective = (240, 176, 48), ForSeveral = (320, 224, 64);
    private const int Tries = 64;

    // What the model expects of a trial counts for a quarter of its score: a pick should rather be a little lucky than second best.
    private const double Expectation = 0.25;

    private readonly UnseenGenotypes _unseen = new();
    private readonly Dictionary<int, SurrogateCandidate> _proposed = [];
    private readonly FrontFloor _floor = new();
    private Objective[] _wanted = [];
    private SurrogateQuantity[] _objectives = [];
    private (SurrogateQuantity Quantity, Constraint Constraint)[] _constraints = [];
    private SurrogateBoard _trained = new([], ForOneObjective, null);
    private SurrogateBoard[] _limits = [];
    private DecisionCodes? _codes;
    private KnownScores _known = KnownScores.None;
    private int _refused, _taught;

    /// <summary>The next proposal.</summary>
    public Proposal Propose(SearchView view, Seed seed)
    {
        Prepare(view);
        var genotype = _taught == 0 || _taught + view.Pending.Count < options.Initial ? First(view, seed.Derive("sample")) : Best(view, seed);
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
        if (!_proposed.Remove(finished.Number, out var candidate))
            return;
        var entry = new SurrogateEntry(finished, candidate.Point);
        if (finished.State == TrialState.Rejected)
            _refused++;
        var (trained, teaches) = (finished.HasResult || finished.State == TrialState.Failed, false);
        if (trained)
            _trained.Add(entry);
        for (var c = 0; c < _constraints.Length; c++)
            if (trained || finished.Metrics[_constraints[c].Constraint.Metric] is not null)
            {
                _limits[c].Add(entry);
                teaches = true;
            }

        _taught += trained || teaches ? 1 : 0;
        if (finished.HasResult)
            _floor.Add(Array.ConvertAll(_wanted, objective => objective.Score(finished.Metrics)));
    }

    /// <summary>Of the few trials with the best scores that keep the constraints, the one whose score and expected score are best together: a score that is lucky counts for less than one that similar genotypes confirm, and of equal scores the likelier is picked.</summary>
    public int? Recommend(SearchView view)
    {
        var best = new TrialOrder(view.Objectives, view.Constraints).BestOf(view.Observed).Take(options.Confirm).ToArray();
        if (_codes is null || _trained.Observed < options.Initial || best.Length < 2)
            return best.FirstOrDefault()?.Number;
        _trained.Condition(view, []);
        return best.MaxBy(trial => (Expectation * _objectives[0].Mean(CandidateOf(trial.Genotype, view.CostsOf(trial.Genotype) ?? Metrics.None))) + _objectives[0].ScoreOf(view.Objectives[0].Score(trial.Metrics)))!.Number;
    }

    private void Prepare(SearchView view)
    {
        if (_codes is not null)
            return;
        var room = view.Objectives.Length == 1 ? ForOneObjective : ForSeveral;
        _wanted = [.. view.Objectives];
        var constant = new Seed(0).Derive("surrogates");
        _codes = new DecisionCodes(view.Space);
        if (options.Known)
            _known = new KnownScores(view, constant.Derive("known"));
        var prior = KernelParameters.Prior(_codes.Length, _known.Count, Differing(view.Space, constant.Derive("differing")));
        var looked = Enumerable.Range(0, Tries).Select(i => view.CostsOf(view.Space.SampleByDecision(constant.Derive("costs").Derive(i)))).FirstOrDefault(costs => costs is not null);
        SurrogateModel? ModelOf(string metric) => looked?[metric] is null ? new SurrogateModel(_codes, prior, room.Capacity) : null;
        _objectives = [.. view.Objectives.Select(objective => new SurrogateQuantity(metrics => metrics[objective.Metric] is null ? null : objective.Score(metrics), ModelOf(objective.Metric)))];
        _constraints = [.. view.Constraints.Where(constraint => looked?[constraint.Metric] is null)
            .Select(constraint => (new SurrogateQuantity(metrics => metrics[constraint.Metric], ModelOf(constraint.Metric)), constraint))];
        _trained = new SurrogateBoard(_objectives, room, double.NegativeInfinity);
        _limits = Array.ConvertAll(_constraints, pair => new SurrogateBoard([pair.Quantity], room, null));
    }

    /// <summary>In how many decisions two random genotypes differ, on average.</summary>
    private double Differing(DecisionSpace space, Seed seed)
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

    private Genotype? First(SearchView view, Seed seed) => WarmStart.Named(view) is { } named && !_unseen.IsSeen(named) ? named :
        WarmStart.Largest(view, i => view.Space.SampleByDecision(seed.Derive(i)) is var genotype && _unseen.IsSeen(genotype) ? null : genotype, WarmStart.DrawsAfter(_refused, options.Draws));

    /// <summary>The candidate that promises most, or null where none could be found.</summary>
    private Genotype? Best(SearchView view, Seed seed)
    {
        SurrogatePoint[] pending = [.. view.Pending.Where(trial => _proposed.ContainsKey(trial.Number)).Select(trial => _proposed[trial.Number].Point)];
        _trained.Condition(view, pending);
        foreach (var limit in _limits)
            limit.Condition(view, pending);
        var judge = new CandidateJudge(view, _objectives, _constraints, _trained.Entries, options, _floor.Values, seed.Derive("judge"));
        var pool = new CandidatePool(view, _unseen, CandidateOf);
        var parents = judge.ParentsOf();
        var judged = judge.Judge(pool.Draw(parents, options.Candidates, seed.Derive("pool")));
        return judge.Climb(judged, pool)?.Genotype;
    }
}
