using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Strategies;

/// <summary>The best of the trials that were added, best first; all of them, or so many at most.</summary>
/// <remarks>
/// One objective: the order of <see cref="TrialOrder"/>. Several: constrained non-dominated rank, then crowding distance, the largest first (Deb, Pratap, Agarwal and Meyarivan
/// 2002, NSGA-II), then the trial's number. Adding takes time in the most that are kept: linear in it for one objective, its square for several.
/// </remarks>
/// <param name="objectives">What is wanted, most important first.</param>
/// <param name="constraints">What must hold.</param>
/// <param name="most">How many are kept, at least 1; what is dropped never comes back, which with several objectives it might deserve as ranks change.</param>
internal sealed class BestTrials(ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints, int most = int.MaxValue)
{
    // More than these are not ranked among each other with several objectives.
    private const int MostRanked = 256;

    private readonly int _most = objectives.Length == 1 ? most : Math.Min(most, MostRanked);
    private readonly TrialOrder _order = new(objectives, constraints);
    private readonly List<Trial> _sorted = [];
    private List<Judged> _judged = [];

    /// <summary>How many are kept.</summary>
    public int Count => _sorted.Count;

    /// <summary>The trial of a place, 0 for the best.</summary>
    public Trial this[int place] => _sorted[place];

    /// <summary>The place of one of the trials, where there is one objective.</summary>
    public int PlaceOf(Trial trial) => _sorted.BinarySearch(trial, _order);

    /// <summary>Adds a trial with a result.</summary>
    /// <returns>The trial that is dropped for it, which may be itself; null where there is room.</returns>
    public Trial? Add(Trial trial)
    {
        if (objectives.Length == 1)
        {
            _sorted.Insert(~_sorted.BinarySearch(trial, _order), trial);
        }
        else
        {
            var judged = new Judged(trial, _order.Violation(trial.Metrics), [.. objectives.Select(objective => objective.Score(trial.Metrics))]);
            if (_judged.Count == _most && _judged.Exists(other => other.Rank == _judged[^1].Rank && Dominates(other, judged)))
                return trial; // it would be behind all, and change nothing
            Rank(judged);
        }

        if (_sorted.Count <= _most)
            return null;
        var dropped = _sorted[^1];
        _sorted.RemoveAt(_most);
        _judged.RemoveAll(judged => judged.Trial == dropped);
        return dropped;
    }

    private void Rank(Judged added)
    {
        _judged.Add(added);
        for (var (rank, left) = (0, _judged); left.Count > 0; rank++)
        {
            var front = left.Where(judged => !left.Exists(other => Dominates(other, judged))).ToList();
            left = left.Except(front).ToList();
            foreach (var judged in front)
                (judged.Rank, judged.Crowding) = (rank, 0);
            for (var i = 0; i < objectives.Length; i++)
                Crowd(front, i);
        }

        _judged = [.. _judged.OrderBy(judged => judged.Rank).ThenByDescending(judged => judged.Crowding).ThenBy(judged => judged.Trial.Number)];
        _sorted.Clear();
        _sorted.AddRange(_judged.Select(judged => judged.Trial));
    }

    /// <summary>How far apart a trial's neighbours on its front are in one objective, as a share of the front's extent; the ends have no neighbour.</summary>
    private static void Crowd(List<Judged> front, int objective)
    {
        front.Sort((a, b) => a.Scores[objective].CompareTo(b.Scores[objective]) is var order and not 0 ? order : a.Trial.Number.CompareTo(b.Trial.Number));
        var extent = front[^1].Scores[objective] - front[0].Scores[objective];
        front[0].Crowding = front[^1].Crowding = double.PositiveInfinity;
        if (extent > 0 && double.IsFinite(extent))
            for (var i = 1; i < front.Count - 1; i++)
                front[i].Crowding += (front[i + 1].Scores[objective] - front[i - 1].Scores[objective]) / extent;
    }

    private static bool Dominates(Judged first, Judged second)
    {
        if (first.Violation != second.Violation || first.Violation > 0)
            return first.Violation < second.Violation;
        var better = false;
        for (var i = 0; i < first.Scores.Length; i++)
        {
            if (first.Scores[i] < second.Scores[i])
                return false;
            better |= first.Scores[i] > second.Scores[i];
        }

        return better;
    }

    private sealed class Judged(Trial trial, double violation, double[] scores)
    {
        public Trial Trial { get; } = trial;

        public double Violation { get; } = violation;

        public double[] Scores { get; } = scores;

        public int Rank { get; set; }

        public double Crowding { get; set; }
    }
}
