using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Numerics;
using Nascent.Predictors.Encodings;
using Nascent.Trials;

namespace Nascent.Strategies.Bananas;

/// <summary>The trials that a predictor learns from, and the normal score of each by each objective.</summary>
/// <remarks>
/// By an objective, a trial with a result is above one without, then what breaks the constraints less is above what breaks them more, then the objective decides; equals share the
/// mean of their places. At most <paramref name="capacity"/> are kept: where there are more, the oldest of those below the median of every objective goes, or else the oldest.
/// </remarks>
/// <param name="objectives">What is wanted.</param>
/// <param name="constraints">What must hold.</param>
/// <param name="capacity">How many trials are kept.</param>
internal sealed class ScoreBoard(ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints, int capacity)
{
    private readonly TrialOrder _order = new(objectives, constraints);
    private readonly List<Entry> _entries = [];
    private bool _isRanked = true;

    /// <summary>The trials that are kept, in the order of their numbers, with their scores.</summary>
    public IReadOnlyList<Entry> Entries
    {
        get
        {
            Rank();
            return _entries;
        }
    }

    /// <summary>Adds a trial.</summary>
    public void Add(Trial trial, SparseRow row)
    {
        if (_entries.Count == capacity)
        {
            Rank();
            _entries.RemoveAt(Math.Max(0, _entries.FindIndex(entry => entry.Scores.All(score => score < 0))));
        }

        _entries.Add(new Entry(trial.Genotype, row, trial.HasResult, _order.Violation(trial.Metrics), [.. objectives.Select(objective => objective.Score(trial.Metrics))], new float[objectives.Length]));
        _isRanked = false;
    }

    private void Rank()
    {
        if (_isRanked)
            return;
        _isRanked = true;
        var places = new int[_entries.Count];
        for (var objective = 0; objective < objectives.Length; objective++)
        {
            var by = objective;
            for (var i = 0; i < places.Length; i++)
                places[i] = i;
            Array.Sort(places, (a, b) => Compare(_entries[a], _entries[b], by) is var order && order != 0 ? order : a.CompareTo(b));
            for (var (first, end) = (0, 0); first < places.Length; first = end)
            {
                for (end = first + 1; end < places.Length && Compare(_entries[places[first]], _entries[places[end]], by) == 0;)
                    end++;
                var score = (float)NormalScores.OfPlace((first + end - 1) / 2.0, places.Length);
                for (var i = first; i < end; i++)
                    _entries[places[i]].Scores[by] = score;
            }
        }
    }

    /// <summary>Negative where the first is the worse one by an objective.</summary>
    private static int Compare(Entry first, Entry second, int objective)
    {
        if (first.HasResult != second.HasResult)
            return first.HasResult ? 1 : -1;
        var order = second.Violation.CompareTo(first.Violation);
        return order != 0 ? order : first.Values[objective].CompareTo(second.Values[objective]);
    }

    /// <summary>A trial on the board.</summary>
    /// <param name="Genotype">What it tried.</param>
    /// <param name="Row">Its encoding.</param>
    /// <param name="HasResult">Whether it has a result.</param>
    /// <param name="Violation">By how much it breaks the constraints.</param>
    /// <param name="Values">Its value by each objective, more is better.</param>
    /// <param name="Scores">Its normal score by each objective.</param>
    internal sealed record Entry(Genotype Genotype, SparseRow Row, bool HasResult, double Violation, double[] Values, float[] Scores);
}
