using Nascent.Genotypes;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Surrogates;

/// <summary>Says what candidates promise.</summary>
/// <remarks>
/// With one objective: the acquisition, times the probability that the constraints hold (Gardner et al. 2014), or that probability alone while nothing keeps them. With several:
/// the expected growth of the front's hypervolume (Emmerich et al. 2006), by draws from the processes (see <see cref="FrontGrowth"/>).
/// </remarks>
internal sealed class CandidateJudge
{
    private const int PredictedAmongMany = 64, MeansFrom = 100, MixedFrom = 30, Worlds = 12, Climbers = 3, Rounds = 6, NeighboursOfRound = 48, Parents = 12;

    private readonly SearchView _view;
    private readonly SurrogateQuantity[] _objectives;
    private readonly (SurrogateQuantity Quantity, Constraint Constraint)[] _constraints;
    private readonly IReadOnlyList<SurrogateEntry> _entries;
    private readonly SurrogateOptions _options;
    private readonly FrontGrowth? _front;
    private readonly double[] _worlds;
    private readonly RandomStream _thompson;
    private readonly double[] _bounds;
    private readonly int[] _feasible;
    private readonly double _best;
    private readonly Acquisition _acquisition;

    public CandidateJudge(
        SearchView view, SurrogateQuantity[] objectives, (SurrogateQuantity Quantity, Constraint Constraint)[] constraints, IReadOnlyList<SurrogateEntry> entries,
        SurrogateOptions options, double[] floor, Seed seed)
    {
        (_view, _objectives, _constraints, _entries, _options, _thompson) = (view, objectives, constraints, entries, options, seed.Derive("thompson").Stream());
        _acquisition = options.Acquisition != Acquisition.Mixed ? options.Acquisition
            : entries.Count >= MixedFrom && seed.Derive("mixed").Stream().NextInt(objectives.Length > 1 || constraints.Length > 0 ? 2 : 3) == 0 ? Acquisition.Thompson : Acquisition.ExpectedImprovement;
        _bounds = [.. constraints.Select(pair => pair.Quantity.ScoreOf(pair.Constraint.Bound))];
        var order = new TrialOrder(view.Objectives, view.Constraints);
        _feasible = [.. Enumerable.Range(0, entries.Count).Where(i => order.IsFeasible(entries[i].Trial))];
        _best = _feasible.Length == 0 ? double.NaN : _feasible.Max(i => objectives[0].Scores[i]);
        if (objectives.Length > 1 && _feasible.Length > 0)
            _front = new FrontGrowth(objectives.Length, [.. _feasible.Select(PointOf)], [.. floor.Select((value, k) => objectives[k].ScoreOf(value))], seed.Derive("directions"));
        var stream = seed.Derive("worlds").Stream();
        _worlds = new double[objectives.Length > 1 ? Worlds * objectives.Length : 0];
        for (var i = 0; i < _worlds.Length; i++)
            _worlds[i] = stream.NextGaussian();
    }

    /// <summary>The genotypes that candidates are made from, best first; of several objectives' front in the order of a direction drawn anew.</summary>
    public IReadOnlyList<Genotype> ParentsOf()
    {
        var order = new TrialOrder(_view.Objectives, _view.Constraints);
        IEnumerable<SurrogateEntry> ranked = _front is null ? _entries.Where(entry => entry.Trial.HasResult).OrderBy(entry => entry.Trial, order)
            : _feasible.OrderByDescending(i => _front.Along(PointOf(i))).Select(i => _entries[i]);
        return [.. ranked.Take(Parents).Select(entry => entry.Trial.Genotype)];
    }

    /// <summary>Candidates with what they promise, best first.</summary>
    public List<(SurrogateCandidate Candidate, double Promise)> Judge(IReadOnlyList<SurrogateCandidate> candidates)
    {
        IEnumerable<SurrogateCandidate> predicted = candidates;
        if (_entries.Count > MeansFrom && candidates.Count > PredictedAmongMany)
            predicted = candidates.OrderByDescending(Likely).Take(PredictedAmongMany);
        return [.. predicted.Select(candidate => (candidate, Promise(candidate))).OrderByDescending(pair => pair.Item2)];
    }

    /// <summary>The best that is found from the most promising ones by hill climbing; null where there are no candidates.</summary>
    public SurrogateCandidate? Climb(List<(SurrogateCandidate Candidate, double Promise)> judged, CandidatePool pool)
    {
        if (judged.Count == 0)
            return null;
        var best = judged[0];
        foreach (var start in judged.Take(Climbers).ToArray())
        {
            var at = start;
            for (var round = 0; round < Rounds; round++)
            {
                var next = Judge(pool.Around(at.Candidate.Genotype, NeighboursOfRound));
                if (next.Count == 0 || next[0].Promise <= at.Promise)
                    break;
                at = next[0];
            }

            if (at.Promise > best.Promise)
                best = at;
        }

        return best.Candidate;
    }

    private double[] PointOf(int entry) => Array.ConvertAll(_objectives, objective => objective.Scores[entry]);

    private double Likely(SurrogateCandidate candidate) =>
        _front is null ? _objectives[0].Optimistic(candidate) : _front.Nearness(Array.ConvertAll(_objectives, objective => objective.Optimistic(candidate)));

    private double Promise(SurrogateCandidate candidate)
    {
        var possible = 1.0;
        for (var c = 0; c < _constraints.Length; c++)
        {
            var (value, noise) = _constraints[c].Quantity.Predict(candidate);
            var (off, deviation) = (_constraints[c].Constraint.AtMost ? _bounds[c] - value : value - _bounds[c], Math.Max(noise, 1e-3));
            possible *= NormalScores.Distribution(off / deviation);
        }

        if (double.IsNaN(_best))
            return possible;
        if (_front is not null)
            return possible * OverWorlds(_front, candidate);
        var (mean, sd) = _objectives[0].Predict(candidate);
        return _acquisition switch
        {
            Acquisition.ExpectedImprovement => possible * Improvement(mean, sd),
            Acquisition.UpperConfidenceBound => Signed(mean + (_options.Beta * sd), possible),
            _ => Signed(mean + (_thompson.NextGaussian() * sd), possible),
        };
    }

    // A value that may be negative, made worse by what is improbable.
    private static double Signed(double value, double possible) => value + Math.Log(Math.Max(possible, 1e-12));

    private double Improvement(double mean, double sd)
    {
        if (sd < 1e-9)
            return Math.Max(0, mean - _best);
        var u = (mean - _best) / sd;
        return sd * ((u * NormalScores.Distribution(u)) + NormalScores.Density(u));
    }

    private double OverWorlds(FrontGrowth front, SurrogateCandidate candidate)
    {
        var (predicted, sum) = (Array.ConvertAll(_objectives, objective => objective.Predict(candidate)), 0.0);
        if (_acquisition == Acquisition.Thompson)
            return front.Along(Array.ConvertAll(predicted, one => one.Mean + (one.Deviation * _thompson.NextGaussian())));
        var drawn = new double[predicted.Length];
        for (var world = 0; world < Worlds; world++)
        {
            for (var k = 0; k < drawn.Length; k++)
                drawn[k] = predicted[k].Mean + (predicted[k].Deviation * _worlds[(world * drawn.Length) + k]);
            sum += front.By(drawn);
        }

        // Where nothing would grow, the one that is nearest to it.
        return sum > 0 ? sum / Worlds : 1e-9 * Likely(candidate);
    }
}
