using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Strategies.Asha;

/// <summary>The trials of one fidelity, and which of them were raised.</summary>
/// <remarks>With one objective a trial costs time in the logarithm of their number, and a move of references in a list; with several, time in the most that are ranked.</remarks>
internal sealed class AshaRung
{
    private readonly BestTrials _best;
    private readonly SortedSet<Trial>? _unraised; // with one objective, whose order does not change as trials come
    private readonly HashSet<int> _raised = [];

    /// <summary>An empty rung.</summary>
    /// <param name="objectives">What is wanted, most important first.</param>
    /// <param name="constraints">What must hold.</param>
    public AshaRung(ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints)
    {
        _best = new BestTrials(objectives, constraints);
        _unraised = objectives.Length == 1 ? new SortedSet<Trial>(new TrialOrder(objectives, constraints)) : null;
    }

    /// <summary>How many trials were trained here.</summary>
    public int Trained { get; private set; }

    /// <summary>Notes a trial. What was rejected or repeats another takes no place, since it costs nothing; what failed does.</summary>
    public void Add(Trial trial)
    {
        if (trial.State is TrialState.Rejected or TrialState.Duplicate)
            return;
        Trained++;
        if (!trial.HasResult)
            return;
        _best.Add(trial);
        _unraised?.Add(trial);
    }

    /// <summary>The best of the first so many that was not raised, which is noted as raised; null where all were.</summary>
    public Trial? Raise(int among)
    {
        if (_unraised is not null)
            return _unraised.Min is { } first && _best.PlaceOf(first) < among && _unraised.Remove(first) ? first : null;
        for (var place = 0; place < among && place < _best.Count; place++)
            if (_raised.Add(_best[place].Number))
                return _best[place];
        return null;
    }
}
