using Nascent.Search;
using Nascent.Spaces;

namespace Nascent.Strategies.Asha;

/// <summary>The trials of one fidelity, and which of them were raised.</summary>
/// <param name="best">Their order.</param>
internal sealed class AshaRung(BestTrials best)
{
    private readonly HashSet<Genotype> _raised = [];
    private int _trained;

    /// <summary>How many trials were trained here.</summary>
    public int Trained => _trained;

    /// <summary>Notes a trial. What was rejected or repeats another takes no place, since it costs nothing; what failed does.</summary>
    public void Add(Trial trial)
    {
        if (trial.State is TrialState.Rejected or TrialState.Duplicate)
            return;
        _trained++;
        if (trial.HasResult)
            best.Add(trial);
    }

    /// <summary>The best of the first so many that was not raised, which is noted as raised; null where all were.</summary>
    public Genotype? Raise(int among)
    {
        for (var place = 0; place < among && place < best.Count; place++)
            if (_raised.Add(best[place].Genotype))
                return best[place].Genotype;
        return null;
    }
}
