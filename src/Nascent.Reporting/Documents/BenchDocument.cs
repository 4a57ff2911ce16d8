using System.Text.Json.Nodes;
using Nascent.Benchmarks.Statistics;
using Nascent.Reporting.Benches;
using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Documents;

/// <summary>The results of a bench as JSON; <c>docs/json.md</c> describes the fields.</summary>
public static class BenchDocument
{
    /// <summary>One table with one budget.</summary>
    public static JsonObject Of(BenchResult result, ulong seed)
    {
        var problem = result.Problem;
        var several = problem.Objectives.Length > 1;
        return new JsonObject
        {
            ["table"] = result.Name,
            ["budget"] = new JsonObject { [result.Budget.InSeconds ? "seconds" : "evaluations"] = result.Budget.Amount },
            ["objectives"] = new JsonArray([.. problem.Objectives.Select(objective => new JsonObject { ["metric"] = objective.Metric, ["maximise"] = objective.Maximise })]),
            ["limits"] = new JsonArray([.. problem.Constraints.Select(constraint => JsonValue.Create(constraint.ToString()))]),
            ["fidelity"] = problem.Level > 0 ? problem.Level : null,
            ["validationFidelity"] = ValidationLevel(result),
            ["known"] = problem.ShowsKnown,
            ["repeats"] = result.Repeats,
            ["lookAhead"] = problem.LookAhead,
            ["seed"] = seed,
            ["architectures"] = result.Truth.Architectures,
            ["optimum"] = new JsonObject { ["validation"] = Finite(result.Truth.BestValidation), ["test"] = Finite(result.Truth.BestTest) },
            ["reference"] = several ? new JsonArray([.. result.Truth.Reference.Select(value => JsonValue.Create(value))]) : null,
            ["frontHypervolume"] = Finite(result.Truth.Hypervolume),
            ["comparedBy"] = result.Measure,
            ["strategies"] = new JsonArray([.. result.Rows.Select(Row)]),
            ["comparison"] = result.Comparison is { } comparison ? Comparison(comparison, [.. result.Compared.Select(i => result.Rows[i].Strategy)]) : null,
        };
    }

    /// <summary>Several tables and budgets together.</summary>
    public static JsonObject Of(BenchSuite suite) => new()
    {
        ["problems"] = suite.Problems,
        ["tables"] = suite.Tables,
        ["strategies"] = new JsonArray([.. suite.Strategies.Select((strategy, i) => new JsonObject
        {
            ["strategy"] = strategy,
            ["meanRank"] = suite.MeanRanks[i],
            ["meanRankWithKnown"] = suite.WithKnown.IsEmpty ? null : suite.WithKnown[i],
            ["meanRankWithoutKnown"] = suite.WithoutKnown.IsEmpty ? null : suite.WithoutKnown[i],
        })]),
        ["comparison"] = suite.Comparison is { } comparison ? Comparison(comparison, suite.Strategies) : null,
    };

    private static double? ValidationLevel(BenchResult result) => result.Problem.Table.LevelsOf(result.Problem.Objectives[0].Metric) is [.., var highest] ? highest : null;

    private static JsonObject Row(BenchRow row) => new()
    {
        ["strategy"] = row.Strategy,
        ["validation"] = Spread(row.Validation),
        ["test"] = Spread(row.Test),
        ["regret"] = row.Error is null ? new JsonObject { ["validation"] = Spread(row.ValidationRegret), ["test"] = Spread(row.TestRegret) } : null,
        ["meanRank"] = row.MeanRank,
        ["evaluations"] = row.Error is null ? row.Evaluations : null,
        ["seconds"] = row.Seconds,
        ["hypervolume"] = row.Hypervolume?.Mean,
        ["hypervolumeSd"] = row.Hypervolume?.Deviation,
        ["hypervolumeShare"] = row.HypervolumeShare,
        ["wallMillisecondsPerTrial"] = row.Error is null ? row.WallMillisecondsPerTrial : null,
        ["found"] = row.Error is null ? row.Found : null,
        ["error"] = row.Error,
    };

    private static JsonObject Comparison(StrategyComparison comparison, IReadOnlyList<string> strategies) => new()
    {
        ["blocks"] = comparison.Friedman.Blocks,
        ["friedmanChiSquare"] = comparison.Friedman.ChiSquare,
        ["imanDavenportF"] = Finite(comparison.Friedman.F),
        ["p"] = comparison.Friedman.PValue,
        ["criticalDifference"] = comparison.CriticalDifference,
        ["pairs"] = new JsonArray([.. comparison.Pairs.Select(pair => new JsonObject
        {
            ["first"] = strategies[pair.First], ["second"] = strategies[pair.Second], ["difference"] = Finite(pair.MeanDifference), ["rankDifference"] = pair.RankDifference, ["p"] = pair.PValue, ["pHolm"] = pair.Corrected,
        })]),
    };

    private static JsonObject? Spread(Spread? spread) => spread is null ? null : new JsonObject { ["mean"] = spread.Mean, ["sd"] = spread.Deviation };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
