using Nascent.Randomness;
using Nascent.Search;
using Nascent.Spaces;

namespace Nascent.Strategies.Surrogates;

/// <summary>Says what candidates promise.</summary>
/// <remarks>
/// With one objective: the acquisition, times the probability that the constraints hold (Gardner et al. 2014), or that probability alone while nothing keeps them. With several:
/// the expected improvement of a weighted Chebyshev distance from the ideal, under weights drawn anew for each proposal (Knowles 2006), over draws from the processes.
/// </remarks>
internal sealed class CandidateJudge
{
    private const int PredictedAmongMany = 64, MeansFrom = 100, Worlds = 24, Climbers = 2, Rounds = 3, NeighboursOfRound = 48, ParentsOfOne = 12, ParentsOfMany = 24;

    private readonly SearchView _view;
    private readonly SurrogateQuantity[] _objectives;
    private readonly (SurrogateQuantity Quantity, Constraint Constraint)[] _constraints;
    private readonly IReadOnlyList<SurrogateEntry> _entries;
    private readonly SurrogateOptions _options;
    private readonly double[] _weights;
    private readonly double[] _ideal;
    private readonly double[] _worlds;
    private readonly RandomStream _thompson;
    private readonly double[] _bounds;
    private readonly int[] _feasible;
    private readonly double _best;

    public CandidateJudge(
        SearchView view, SurrogateQuantity[] objectives, (SurrogateQuantity Quantity, Constraint Constraint)[] constraints, IReadOnlyList<SurrogateEntry> entries,
        SurrogateOptions options, Seed seed)
    {
        (_view, _objectives, _constraints, _entries, _options, _thompson) = (view, objectives, constraints, entries, options, seed.Derive("thompson").Stream());
        _weights = WeightsOf(objectives.Length, seed.Derive("weights").Stream());
        _ideal = [.. objectives.Select(objective => objective.Scores.Length == 0 ? 0 : objective.Scores.Max() + 0.1)];
        _bounds = [.. constraints.Select(pair => pair.Quantity.ScoreOf(pair.Constraint.Bound))];
        var order = new TrialOrder(view.Objectives, view.Constraints);
        _feasible = [.. Enumerable.Range(0, entries.Count).Where(i => order.IsFeasible(entries[i].Trial))];
        _best = _feasible.Length == 0 ? double.NaN : _feasible.Max(i => objectives.Length == 1 ? objectives[0].Scores[i] : -Distance(k => objectives[k].Scores[i]));
        var stream = seed.Derive("worlds").Stream();
        _worlds = new double[objectives.Length > 1 ? Worlds * objectives.Length : 0];
        for (var i = 0; i < _worlds.Length; i++)
            _worlds[i] = stream.NextGaussian();
    }

    /// <summary>The genotypes that candidates are made from, best first.</summary>
    public IReadOnlyList<Genotype> Parents()
    {
        if (_objectives.Length == 1)
        {
            var order = new TrialOrder(_view.Objectives, _view.Constraints);
            return [.. _entries.Where(entry => entry.Trial.HasResult).OrderBy(entry => entry.Trial, order).Take(ParentsOfOne).Select(entry => entry.Trial.Genotype)];
        }

        var feasible = _feasible.Length > 0 ? _feasible : [.. Enumerable.Range(0, _entries.Count).Where(i => _entries[i].Trial.HasResult)];
        return [.. feasible.OrderBy(i => Distance(k => _objectives[k].Scores[i])).Take(ParentsOfMany).Select(i => _entries[i].Trial.Genotype)];
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

    private double Likely(SurrogateCandidate candidate) => _objectives.Length == 1 ? _objectives[0].Mean(candidate) : -Distance(k => _objectives[k].Mean(candidate));

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
        if (_objectives.Length > 1)
            return possible * OverWorlds(candidate);
        var (mean, sd) = _objectives[0].Predict(candidate);
        return _options.Acquisition switch
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

    private double OverWorlds(SurrogateCandidate candidate)
    {
        var predicted = Array.ConvertAll(_objectives, objective => objective.Predict(candidate));
        var sum = 0.0;
        for (var world = 0; world < Worlds; world++)
        {
            var start = world * _objectives.Length;
            sum += Math.Max(0, -Distance(k => predicted[k].Mean + (predicted[k].Deviation * _worlds[start + k])) - _best);
        }

        // Where nothing improves, the one that is nearest to it.
        return sum > 0 ? sum / Worlds : 1e-9 / (1 + Distance(k => predicted[k].Mean));
    }

    // The largest weighted distance from the ideal, and a little of all of them (augmented).
    private double Distance(Func<int, double> score)
    {
        var (most, sum) = (0.0, 0.0);
        for (var k = 0; k < _weights.Length; k++)
        {
            var off = _weights[k] * (_ideal[k] - score(k));
            (most, sum) = (Math.Max(most, off), sum + off);
        }

        return most + (0.05 * sum);
    }

    // Uniform over the weights that sum to 1.
    private static double[] WeightsOf(int count, RandomStream stream)
    {
        var weights = new double[count];
        for (var k = 0; k < count; k++)
            weights[k] = -Math.Log(1 - stream.NextDouble());
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => count == 1 ? 1 : weight / sum);
    }
}
