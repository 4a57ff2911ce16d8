using Nascent.Estimation;
using Nascent.Trials;

namespace Nascent.Strategies.Rungs;

/// <summary>One run of successive halving: so many networks on a first rung, of which the best are raised, and of these the best again, up to the full fidelity.</summary>
/// <remarks>Jamieson and Talwalkar 2016. What was rejected or repeats another takes no place on the first rung, since it costs nothing; what failed does.</remarks>
internal sealed class Bracket
{
    private readonly Ladder _ladder;
    private readonly int _start;
    private readonly HashSet<int> _pending = [];
    private readonly List<Trial> _results = [];
    private readonly Queue<Trial> _raised = [];
    private int _rung;
    private int _size;
    private int _proposed;

    /// <summary>Begins a bracket.</summary>
    /// <param name="ladder">The rungs.</param>
    /// <param name="start">The first rung.</param>
    /// <param name="size">How many networks it has.</param>
    public Bracket(Ladder ladder, int start, int size) => (_ladder, _start, _rung, _size) = (ladder, start, start, size);

    /// <summary>The fidelity of the rung that it stands on.</summary>
    public Fidelity Fidelity => _ladder.Rungs[_rung];

    /// <summary>Whether the first rung lacks networks.</summary>
    public bool NeedsDraw => _rung == _start && _proposed < _size;

    /// <summary>Whether all of its rung is under way, and nothing can be said before that is known.</summary>
    public bool IsWaiting => !NeedsDraw && _raised.Count == 0 && _pending.Count > 0;

    /// <summary>No more networks can be drawn: the first rung is as large as it is.</summary>
    public void Close() => _size = _proposed;

    /// <summary>Raises the next network, or gives null: where there is none and nothing is awaited or needed, the bracket is over.</summary>
    public Proposal.Try? NextRaised(SearchView view)
    {
        if (!NeedsDraw && _raised.Count == 0 && _pending.Count == 0)
            Climb(view);
        return _raised.TryDequeue(out var trial) ? _ladder.Raised(trial, _rung) : null;
    }

    /// <summary>Notes that one of its networks is proposed as a trial.</summary>
    public void Note(int number)
    {
        _pending.Add(number);
        _proposed++;
    }

    /// <summary>Notes what became of a trial, if it is one of its own.</summary>
    public void Observe(Trial trial)
    {
        if (!_pending.Remove(trial.Number))
            return;
        if (trial.HasResult && trial.DuplicateOf is null)
            _results.Add(trial);
        else if (_rung == _start && trial.State is TrialState.Rejected or TrialState.Duplicate)
            _proposed--;
    }

    private void Climb(SearchView view)
    {
        if (_rung == _ladder.Top || _results.Count == 0)
            return;
        var best = new BestTrials(view.Objectives, view.Constraints);
        foreach (var trial in _results)
            best.Add(trial);
        var raised = Math.Clamp(_ladder.RaisedOf(_rung, _size), 1, best.Count);
        for (var place = 0; place < raised; place++)
            _raised.Enqueue(best[place]);
        _results.Clear();
        (_rung, _size, _proposed) = (_rung + 1, raised, 0);
    }
}
