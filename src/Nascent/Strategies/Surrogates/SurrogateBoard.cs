using Nascent.Predictors.Gaussian;
using Nascent.Trials;

namespace Nascent.Strategies.Surrogates;

/// <summary>The trials that some quantities are modelled on, and the models, brought up to date together.</summary>
/// <param name="quantities">The quantities.</param>
/// <param name="room">How many observations a model conditions on: at most the first number; when they are full, the second is kept, of which the third are the latest and the others the best.</param>
/// <param name="missing">The value of a trial that has none, or null for the median.</param>
internal sealed class SurrogateBoard(SurrogateQuantity[] quantities, (int Capacity, int Kept, int Latest) room, double? missing)
{
    private const double RefitGrowth = 1.25;
    private const int RefitLeast = 5;

    private readonly List<SurrogateEntry> _entries = [];
    private readonly List<SurrogateEntry> _waiting = [];
    private int _conditioned;
    private int _nextRefit;

    /// <summary>The trials that the models condition on, in the order they came.</summary>
    public IReadOnlyList<SurrogateEntry> Entries => _entries;

    /// <summary>How many trials were shown.</summary>
    public int Observed { get; private set; }

    /// <summary>Shows a trial; the models learn of it by <see cref="Condition"/>.</summary>
    public void Add(SurrogateEntry entry)
    {
        _waiting.Add(entry);
        Observed++;
    }

    /// <summary>Brings the models up to date with what was observed, and with what is pending.</summary>
    public void Condition(SearchView view, IReadOnlyList<SurrogatePoint> pending)
    {
        var rebuild = _conditioned == 0 || Observed >= _nextRefit || _entries.Count + _waiting.Count + pending.Count > room.Capacity;
        _entries.AddRange(_waiting);
        _waiting.Clear();
        if (rebuild && _entries.Count > room.Kept)
            Choose(view);
        var refit = Observed > 0 && Observed >= _nextRefit;
        if (refit)
            _nextRefit = Math.Max(Observed + RefitLeast, (int)(Observed * RefitGrowth));
        var known = rebuild ? _entries.Count : _conditioned;
        foreach (var quantity in quantities)
        {
            quantity.Score(_entries, missing);
            if (rebuild)
                quantity.Rebuild(_entries, refit);
            quantity.Extend(_entries, known, pending);
        }

        _conditioned = _entries.Count;
    }

    /// <summary>Keeps the best and the latest, in the order they came.</summary>
    private void Choose(SearchView view)
    {
        var latest = _entries.TakeLast(room.Latest).ToHashSet();
        var rest = _entries.Where(entry => !latest.Contains(entry)).ToArray();
        var order = new TrialOrder(view.Objectives, view.Constraints);
        var ranks = view.Objectives.Length == 1 ? new int[rest.Length] : [.. ParetoFront.RanksOf([.. rest.Select(entry => entry.Trial)], view.Objectives, view.Constraints)];
        var best = Enumerable.Range(0, rest.Length).OrderBy(i => ranks[i]).ThenBy(i => rest[i].Trial, order).Take(room.Kept - room.Latest).Select(i => rest[i]);
        SurrogateEntry[] kept = [.. best.Concat(latest).OrderBy(entry => entry.Trial.Number)];
        _entries.Clear();
        _entries.AddRange(kept);
    }
}
