using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.LocalSearch;

/// <summary>What one climb has reached: the trials that no other trial of it is as good as, and which of them have had their neighbours tried.</summary>
/// <remarks>
/// With one objective this is one trial, the best. With several it is the archive of Pareto local search (Paquete, Chiarandini and Stützle 2004).
/// Not thread-safe; one strategy owns it.
/// </remarks>
internal sealed class Climb
{
    private readonly List<ScoredTrial> _best = [];
    private readonly HashSet<int> _explored = [];

    /// <summary>Takes a trial in where nothing is as good, in place of those that it beats.</summary>
    public void Meet(ScoredTrial trial)
    {
        if (_best.Exists(other => other.Covers(trial)))
            return;
        _best.RemoveAll(trial.Beats);
        _best.Add(trial);
    }

    /// <summary>Whether nothing has beaten a trial that was taken in.</summary>
    public bool Holds(Trial trial) => _best.Exists(other => other.Trial.Number == trial.Number);

    /// <summary>A trial whose neighbours were not tried, now to be: uniformly drawn; null at a local optimum.</summary>
    public Trial? Next(Seed seed)
    {
        var open = _best.FindAll(trial => !_explored.Contains(trial.Trial.Number));
        if (open.Count == 0)
            return null;
        var next = open[seed.Stream().NextInt(open.Count)].Trial;
        _explored.Add(next.Number);
        return next;
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _best.Clear();
        _explored.Clear();
    }
}
