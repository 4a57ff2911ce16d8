using System.Collections.Immutable;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Benchmarks;

/// <summary>What a search of a table could find at best: its optimum and, with several objectives, its front.</summary>
/// <remarks>
/// Of the architectures that keep the limits, by the means of measurements: the optimum at the highest fidelity, fronts and hypervolumes at the fidelity that searches see. Immutable and safe for use by several threads.
/// </remarks>
public sealed class TableTruth
{
    private readonly BenchmarkTable _table;
    private readonly ImmutableArray<Objective> _objectives;
    private readonly double[] _scoredReference;
    private readonly double _level;

    /// <summary>Looks through a table.</summary>
    /// <param name="problem">What is searched for.</param>
    /// <param name="reference">The reference point of hypervolumes, one value an objective; by default the worst value of the table in each.</param>
    /// <exception cref="NascentException">No architecture keeps the limits and has all objectives.</exception>
    public TableTruth(TableProblem problem, ImmutableArray<double>? reference = null)
    {
        (_table, _objectives, _level) = (problem.Table, problem.Objectives, problem.Level);
        var all = Enumerable.Range(0, _table.Count).Where(row => !ScoresOf(row).Any(double.IsNaN)).ToArray();
        var order = new TrialOrder(_objectives, problem.Constraints);
        var feasible = all.Where(row => order.Violation(MetricsOf(row, problem.Constraints)) == 0).ToArray();
        if (feasible.Length == 0)
            throw new NascentException(problem.Constraints.IsEmpty
                ? $"Table '{_table.Name}': found no row with a value of {string.Join(" and ", _objectives.Select(objective => objective.Metric))}, expected at least one."
                : $"Table '{_table.Name}': found no architecture that keeps {string.Join(" and ", problem.Constraints)}, expected at least one; loosen the limits.");
        Architectures = feasible.Length;
        var first = _objectives[0];
        HasTest = _table.HasTest(first.Metric) && feasible.Any(row => !double.IsNaN(_table.Test(row, first.Metric)));
        BestValidation = Best(first, feasible.Select(row => _table.ValueOf(row, first.Metric)));
        BestTest = HasTest ? Best(first, feasible.Select(row => _table.Test(row, first.Metric)).Where(value => !double.IsNaN(value))) : double.NaN;
        Reference = reference ?? [.. _objectives.Select(objective => Best(objective with { Maximise = !objective.Maximise }, all.Select(row => SignalOf(row, objective.Metric))))];
        _scoredReference = [.. Reference.Select((value, i) => _objectives[i].Maximise ? value : -value)];
        Front = _objectives.Length == 1 ? [] : FrontOf(feasible, ScoresOf);
        Hypervolume = _objectives.Length == 1 ? double.NaN : HypervolumeOf(Front);
    }

    /// <summary>How many architectures keep the limits.</summary>
    public int Architectures { get; }

    /// <summary>Whether there are test values of the first objective.</summary>
    public bool HasTest { get; }

    /// <summary>The best value of the first objective.</summary>
    public double BestValidation { get; }

    /// <summary>The best test value; NaN where there is none.</summary>
    public double BestTest { get; }

    /// <summary>The reference point of hypervolumes, in the objectives' own units.</summary>
    public ImmutableArray<double> Reference { get; }

    /// <summary>With several objectives: the rows that no other beats in all, best by the first objective first.</summary>
    public ImmutableArray<int> Front { get; }

    /// <summary>The volume that the front dominates; NaN with one objective.</summary>
    public double Hypervolume { get; }

    /// <summary>The volume that rows dominate, by their values at the fidelity that searches see.</summary>
    public double HypervolumeOf(IEnumerable<int> rows) => Statistics.Hypervolume.Of(rows.Select(ScoresOf).Where(scores => !scores.Any(double.IsNaN)), _scoredReference);

    /// <summary>The mean of a row's measurements of a metric at the fidelity that searches see, or its value that is known before training; NaN where there is none.</summary>
    public double SignalOf(int row, string metric) => _table.Metrics.Contains(metric) ? _table.Mean(row, metric, _level) : _table.KnownOf(row)[metric] ?? double.NaN;

    /// <summary>By how much the value of a row falls short of the best, at least 0: of test values where there are, else of validation. NaN where the row has none.</summary>
    public double RegretOf(int row)
    {
        if (row < 0)
            return double.NaN;
        var first = _objectives[0];
        return HasTest ? Regret(BestTest, _table.Test(row, first.Metric)) : Regret(BestValidation, _table.ValueOf(row, first.Metric));
    }

    /// <summary>By how much a value of the first objective falls short of the best one.</summary>
    public double Regret(double best, double value) => _objectives[0].Maximise ? best - value : value - best;

    /// <summary>Of some items those that no other beats in all scores, best by the first score first; of items with equal scores the first.</summary>
    internal static ImmutableArray<T> FrontOf<T>(IEnumerable<T> items, Func<T, double[]> scoresOf)
    {
        var (front, scores) = (ImmutableArray.CreateBuilder<T>(), new List<double[]>());
        foreach (var (item, own) in items.Select(item => (Item: item, Scores: scoresOf(item))).OrderByDescending(pair => pair.Scores, Comparer<double[]>.Create(Compare)))
            if (!scores.Exists(other => Covers(other, own)))
            {
                front.Add(item);
                scores.Add(own);
            }

        return front.ToImmutable();
    }

    private static int Compare(double[]? x, double[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
            if (x[i].CompareTo(y![i]) is var order && order != 0)
                return order;
        return 0;
    }

    private static bool Covers(double[] first, double[] second)
    {
        for (var i = 0; i < first.Length; i++)
            if (first[i] < second[i])
                return false;
        return true;
    }

    private static double Best(Objective objective, IEnumerable<double> values) => objective.Maximise ? values.Max() : values.Min();

    private double[] ScoresOf(int row) => [.. _objectives.Select(objective => objective.Maximise ? SignalOf(row, objective.Metric) : -SignalOf(row, objective.Metric))];

    private Metrics MetricsOf(int row, ImmutableArray<Constraint> constraints)
    {
        var metrics = Metrics.None;
        foreach (var constraint in constraints)
            if (_table.ValueOf(row, constraint.Metric) is var value && !double.IsNaN(value))
                metrics = metrics.With(constraint.Metric, value);
        return metrics;
    }
}
