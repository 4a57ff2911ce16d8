using Nascent.Trials;

namespace Nascent.Strategies.Nsga2;

/// <summary>The population: the best trials so far by constrained rank and crowding distance, best first.</summary>
/// <remarks>Not thread-safe; one strategy owns it.</remarks>
internal sealed class Survivors(int capacity)
{
    private ScoredTrial[] _members = [];
    private int _worst;

    /// <summary>How many there are.</summary>
    public int Count => _members.Length;

    /// <summary>A member by its place: 0 is the best by the crowded comparison (Deb et al. 2002, definition of ≺n), then the older.</summary>
    public ScoredTrial this[int place] => _members[place];

    /// <summary>Lets newcomers and members survive together, as far as there is room.</summary>
    public void Merge(IReadOnlyList<ScoredTrial> newcomers)
    {
        if (_members.Length == capacity && newcomers.All(IsBelowAll))
            return;
        ScoredTrial[] all = [.. _members, .. newcomers];
        var ranks = ParetoFront.RanksOf(Array.ConvertAll(all, member => member.Scores), Array.ConvertAll(all, member => member.Violation));
        var keys = new long[all.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((long)ranks[i] << 32) + all[i].Trial.Number;
        Array.Sort(keys, all);
        Array.Sort(ranks);
        var end = 0;
        for (var start = 0; start < Math.Min(capacity, all.Length); start = end)
        {
            _worst = start;
            for (end = start; end < all.Length && ranks[end] == ranks[start];)
                end++;
            var front = all.AsSpan(start, end - start);
            SortBySpread(front);
            if (end > capacity)
                SortBySpread(front[..(capacity - start)]); // the most crowded die, which leaves room around others
        }

        _members = all.Length > capacity ? all[..capacity] : all;
    }

    /// <summary>Whether a newcomer would be in a front after the last, and die without a trace.</summary>
    private bool IsBelowAll(ScoredTrial newcomer)
    {
        for (var i = _worst; i < _members.Length; i++)
            if (_members[i].Beats(newcomer))
                return true;
        return false;
    }

    private static void SortBySpread(Span<ScoredTrial> front)
    {
        if (front.Length == 1)
            return;
        var distances = Crowding.DistancesOf(front);
        Span<(double, int)> keys = new (double, int)[front.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = (-distances[i], front[i].Trial.Number);
        keys.Sort(front);
    }
}
