using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Trials;

namespace Nascent.Strategies.Rungs;

/// <summary>Brackets one after another, in an order that repeats.</summary>
/// <param name="ladder">The rungs.</param>
/// <param name="cycle">The first rung and the size of each bracket.</param>
/// <param name="waits">Whether a bracket that waits holds up all; else the next one begins.</param>
internal sealed class BracketCycle(Ladder ladder, ImmutableArray<(int Start, int Size)> cycle, bool waits)
{
    private readonly List<Bracket> _open = [];
    private readonly Remainder _remainder = new(ladder);
    private int _begun;
    private bool _exhausted;

    /// <summary>The next proposal.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="draw">A network that was not proposed before, for a rung of this fidelity; null where there is none.</param>
    public Proposal Propose(SearchView view, Func<Fidelity, Genotype?> draw)
    {
        for (var place = 0; ;)
        {
            if (place == _open.Count)
            {
                if (_exhausted)
                    return _remainder.Next(view);
                Begin();
            }

            var bracket = _open[place];
            if (Next(bracket, view, draw) is { } next)
            {
                bracket.Note(view.Number);
                return next;
            }

            if (bracket.IsWaiting && waits)
                return new Proposal.Wait();
            if (bracket.IsWaiting)
                place++;
            else
                _open.RemoveAt(place);
        }
    }

    /// <summary>Notes what became of a trial.</summary>
    public void Observe(Trial trial)
    {
        foreach (var bracket in _open)
            bracket.Observe(trial);
    }

    private Proposal.Try? Next(Bracket bracket, SearchView view, Func<Fidelity, Genotype?> draw)
    {
        if (!bracket.NeedsDraw)
            return bracket.NextRaised(view);
        var genotype = _exhausted ? null : draw(bracket.Fidelity);
        if (genotype is not null)
            return new Proposal.Try(genotype, bracket.Fidelity);
        _exhausted = true;
        bracket.Close();
        return bracket.NextRaised(view);
    }

    private void Begin()
    {
        var (start, size) = cycle[_begun++ % cycle.Length];
        _open.Add(new Bracket(ladder, start, size));
    }
}
