using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Benchmarks;

/// <summary>Runs a strategy against a table, on the table's clock.</summary>
/// <remarks>
/// The calls that the strategy gets are those of a run (<see cref="SearchLoop"/>): trial n is proposed when the trials up to n − look-ahead were shown. Invalid
/// architectures are rejected and cost nothing; what was proposed before, at the same fidelity, is a duplicate that costs nothing. The pick is the best of the highest
/// fidelity that was reached, as in a run (<see cref="TrialOrder.BestOf"/>).
/// </remarks>
public sealed class TableSearch
{
    private readonly TableProblem _problem;
    private readonly BenchmarkTable _table;
    private readonly IStrategy _strategy;
    private readonly Seed _seed;
    private readonly TrialOrder _order;
    private readonly TimeProvider _time;
    private readonly List<Trial> _trials = [];
    private readonly List<Trial> _shown = [];
    private readonly List<Trial> _pending = [];
    private readonly List<TablePick> _path = [];
    private readonly Dictionary<(int Row, Fidelity Fidelity), int> _firstOf = [];
    private readonly HashSet<int> _read = [];
    private readonly ImmutableArray<Fidelity> _levels;
    private readonly Fidelity _full;
    private Trial? _best;
    private double _spent;
    private long _ticks;

    private TableSearch(TableProblem problem, IStrategy strategy, Seed seed, TimeProvider time)
    {
        (_problem, _table, _strategy, _seed, _time) = (problem, problem.Table, strategy, seed, time);
        _order = new TrialOrder(problem.Objectives, problem.Constraints);
        _full = BenchmarkTable.FidelityOf(problem.Level);
        _levels = problem.Levels.IsEmpty ? [_full] : [.. problem.Levels.Select(BenchmarkTable.FidelityOf)];
    }

    /// <summary>Searches to the end of the budget, of the space, or of what the strategy proposes.</summary>
    /// <param name="problem">What is searched for.</param>
    /// <param name="strategy">A fresh strategy.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="time">The clock that the strategy's own time is read from.</param>
    /// <exception cref="NascentException">The strategy waits where nothing is pending.</exception>
    public static TableSearchResult Run(TableProblem problem, IStrategy strategy, Seed seed, TimeProvider time)
    {
        var search = new TableSearch(problem, strategy, seed, time);
        search.Run();
        return new TableSearchResult([.. search._trials], [.. search._path], search._ticks * 1000.0 / time.TimestampFrequency);
    }

    private void Run()
    {
        var proposing = _seed.Derive("propose");
        for (var fruitless = 0; fruitless < _problem.FruitlessProposals && _path.Count < (_problem.Evaluations ?? int.MaxValue);)
        {
            ShowUpTo(_trials.Count - _problem.LookAhead + 1);
            var proposal = Timed(() => _strategy.Propose(View(), proposing.Derive(_trials.Count).Derive(_shown.Count)));
            if (proposal is Proposal.Wait)
            {
                if (_shown.Count == _trials.Count)
                    throw new NascentException($"Table '{_table.Name}', trial {_trials.Count}: the strategy waits, but no trial is pending; expected a proposal or an end.");
                ShowUpTo(_shown.Count + 1);
                continue;
            }

            if (proposal is not Proposal.Try next || Evaluate(next) is not { } trial)
                break;
            fruitless = trial.State is TrialState.Rejected or TrialState.Duplicate ? fruitless + 1 : 0;
            _trials.Add(trial);
            _pending.Add(new Trial(trial.Number, trial.Genotype, trial.Fidelity, TrialState.Pending) { ContinueFrom = trial.ContinueFrom });
            if (fruitless == 0)
                Note(trial);
        }

        Recommend();
    }

    /// <summary>The trial that a proposal becomes, or null where the time does not suffice for it.</summary>
    private Trial? Evaluate(Proposal.Try next)
    {
        var number = _trials.Count;
        var row = _table.RowOf(next.Genotype);
        var trial = new Trial(number, next.Genotype, next.Fidelity, TrialState.Rejected) { ContinueFrom = next.ContinueFrom };
        if (row < 0)
            return trial with { Reason = "invalid", Detail = "The table has no such architecture." };
        var known = _problem.ShowsKnown ? _table.KnownOf(row) : Metrics.None;
        if (_problem.Constraints.FirstOrDefault(constraint => constraint.Holds(known) == false) is { } broken)
            return trial with { Reason = broken.ToString(), Metrics = known };
        if (_firstOf.TryGetValue((row, next.Fidelity), out var first))
            return trial with { State = TrialState.Duplicate, DuplicateOf = first, Metrics = _trials[first].Metrics };
        var level = next.Fidelity.Axis(Fidelity.Epochs, 0);
        var seconds = _table.SecondsOf(row, level);
        if (_spent + seconds > _problem.Seconds)
            return null;
        _spent += seconds;
        _firstOf.Add((row, next.Fidelity), number);
        var measured = Metrics.None;
        foreach (var metric in _table.Metrics)
            if (_table.Measure(row, metric, level, _seed.Derive("measure").Derive(number)) is var value && !double.IsNaN(value))
                measured = measured.With(metric, value);
        var cost = new Cost(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds), 0, 0);
        return _problem.Objectives.All(objective => (measured[objective.Metric] ?? known[objective.Metric]) is not null)
            ? trial with { State = TrialState.Succeeded, Metrics = known.With(measured), Measured = measured, Cost = cost }
            : trial with { State = TrialState.Failed, Reason = "missing", Detail = "The table has no value of an objective here.", Metrics = known, Cost = cost };
    }

    private void Note(Trial trial)
    {
        if (_order.IsFeasible(trial) && (_best is null || _order.ComparePicks(trial, _best) < 0))
            _best = trial;
        _path.Add(new TablePick(_spent, _best is null ? -1 : _table.RowOf(_best.Genotype)));
    }

    /// <summary>Lets a strategy that says itself which trial is the best have the last word.</summary>
    private void Recommend()
    {
        if (_strategy is not IRecommendation recommendation || _best is null)
            return;
        ShowUpTo(_trials.Count);
        if (Timed(() => recommendation.Recommend(View())) is { } number)
            _path[^1] = _path[^1] with { Row = _table.RowOf(_trials[number].Genotype) };
    }

    private void ShowUpTo(int count)
    {
        while (_shown.Count < count)
        {
            var trial = _trials[_shown.Count];
            _shown.Add(trial);
            _pending.RemoveAt(0);
            Timed(() =>
            {
                _strategy.Observe(trial);
                return true;
            });
        }
    }

    private T Timed<T>(Func<T> call)
    {
        var start = _time.GetTimestamp();
        var result = call();
        _ticks += _time.GetTimestamp() - start;
        return result;
    }

    private SearchView View() => new(_table.Space, _problem.Objectives, _problem.Constraints, _full, _trials.Count, _shown, _pending, KnownOf) { Levels = _levels };

    private Metrics? KnownOf(Genotype genotype)
    {
        var row = _table.RowOf(genotype);
        if (row < 0)
            return null;
        if (!_problem.ShowsKnown)
            return Metrics.None;
        if (_table.HasKnownSeconds && _read.Add(row))
            _spent += _table.KnownSecondsOf(row);
        var known = _table.KnownOf(row);
        return _problem.Constraints.Any(constraint => constraint.Holds(known) == false) ? null : known;
    }
}
