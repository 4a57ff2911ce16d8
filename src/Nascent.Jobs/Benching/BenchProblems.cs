using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Reporting.Benches;
using Nascent.Trials;

namespace Nascent.Jobs.Benching;

/// <summary>Makes the problem of a table, and says what of a request does not fit it.</summary>
internal static class BenchProblems
{
    private const string Quality = "accuracy";

    /// <summary>The problem.</summary>
    /// <exception cref="NascentException">A metric, a fidelity or a budget is none of this table.</exception>
    public static TableProblem Of(BenchmarkTable table, BenchRequest request, BenchBudget budget, bool known)
    {
        ImmutableArray<Objective> objectives = request.Objectives.IsEmpty ? [TableMetric.ObjectiveOf(table.Metrics.Contains(Quality) ? Quality : table.Metrics[0])] : request.Objectives;
        string[] metrics = [.. table.Metrics, .. table.KnownNames.Except(table.Metrics)];
        foreach (var objective in objectives)
            if (!metrics.Contains(objective.Metric))
                throw NascentException.UnknownName($"metric of table '{table.Name}'", objective.Metric, metrics);
        ImmutableArray<Constraint> constraints = [.. request.Limits.Select(limit => Constraint.Parse(limit, metrics))];
        if (!known && objectives.Select(objective => objective.Metric).Concat(constraints.Select(constraint => constraint.Metric)).FirstOrDefault(metric => !table.Metrics.Contains(metric)) is { } hidden)
            throw new NascentException($"--no-known: it hides the column p.{hidden} of table '{table.Name}', which is an objective or has a limit; leave out one of them.");
        var level = Level(table, request.Fidelity, objectives);
        ImmutableArray<double> levels = [.. table.Levels.Where(other => other <= level && objectives.All(objective => !table.Metrics.Contains(objective.Metric) || table.Has(objective.Metric, other)))];
        if (budget.InSeconds && (!table.HasSeconds || !table.HasSecondsAt(level)))
            throw new NascentException($"--seconds: table '{table.Name}' has no times{(table.HasSeconds ? $" at fidelity {level:R}" : "")}, expected --evaluations.");
        return new TableProblem(table, objectives)
        {
            Constraints = constraints,
            Level = level,
            Levels = budget.InSeconds ? [.. levels.Where(table.HasSecondsAt)] : levels,
            Evaluations = budget.InSeconds ? null : (int)budget.Amount,
            Seconds = budget.InSeconds ? budget.Amount : null,
            LookAhead = request.LookAhead,
            ShowsKnown = known,
        };
    }

    private static double Level(BenchmarkTable table, double? wanted, ImmutableArray<Objective> objectives)
    {
        var usable = table.Levels.Where(level => objectives.All(objective => !table.Metrics.Contains(objective.Metric) || table.Has(objective.Metric, level))).ToArray();
        if (wanted is not { } level)
            return table.DefaultLevel is { } published && usable.Contains(published) ? published : usable.Length > 0 ? usable[^1] : table.Levels.IsEmpty ? 0
                : throw new NascentException($"Table '{table.Name}': found no fidelity at which {string.Join(" and ", objectives.Select(objective => objective.Metric))} are all measured, expected one.");
        return usable.Contains(level) ? level
            : throw new NascentException($"Fidelity: found {level:R}, expected {(usable.Length == 0 ? $"none, since table '{table.Name}' has none" : $"{(usable.Length == 1 ? "" : "one of ")}{string.Join(", ", usable)} for table '{table.Name}'")}.");
    }
}
