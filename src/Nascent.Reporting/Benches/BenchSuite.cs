using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;
using Nascent.Numerics;

namespace Nascent.Reporting.Benches;

/// <summary>Several tables and budgets together: the mean rank of each strategy over them.</summary>
/// <remarks>
/// On each problem, a table with a budget, strategies are ranked by the means of their searches; one that could not search there comes last. A test needs results that do not depend on each
/// other (Demšar 2006, section 3): a search of 100 evaluations begins with that of 25, and one that reads no known scores is the same with and without them. So a table is one block of the
/// tests, by the mean rank of each strategy over its problems.
/// </remarks>
/// <param name="Strategies">The names of those that could search at least one.</param>
/// <param name="Problems">How many tables and budgets there are.</param>
/// <param name="Tables">How many tables there are.</param>
/// <param name="MeanRanks">The mean rank of each strategy, where each table counts as much as any other.</param>
/// <param name="Comparison">Over the tables; null where there is one, or fewer than two strategies could search.</param>
/// <param name="WithKnown">Mean ranks where p. columns were shown; empty where there are no such searches.</param>
/// <param name="WithoutKnown">Mean ranks where they were hidden.</param>
public sealed record BenchSuite(
    ImmutableArray<string> Strategies, int Problems, int Tables, ImmutableArray<double> MeanRanks, StrategyComparison? Comparison, ImmutableArray<double> WithKnown, ImmutableArray<double> WithoutKnown)
{
    /// <summary>The suite of some results; null where there is only one.</summary>
    public static BenchSuite? Of(IReadOnlyList<BenchResult> results)
    {
        if (results.Count < 2)
            return null;
        var compared = Enumerable.Range(0, results[0].Outcomes.Length).Where(i => results.Any(result => result.Outcomes[i].Error is null)).ToArray();
        double[] Ranks(BenchResult result) => Ranking.Descending(Array.ConvertAll(compared, result.MeanScore));
        double[] MeanOf(IEnumerable<double[]> rows) => rows.ToArray() is { Length: > 0 } all ? [.. compared.Select((_, at) => all.Average(row => row[at]))] : [];

        double[][] tables = [.. results.GroupBy(result => result.Name).Select(table => MeanOf(table.Select(Ranks)))];
        return new BenchSuite(
            [.. compared.Select(i => results[0].Outcomes[i].Strategy)], results.Count, tables.Length, [.. MeanOf(tables)],
            compared.Length < 2 || tables.Length < 2 ? null : StrategyComparison.Of([.. tables.Select(ranks => Array.ConvertAll(ranks, rank => -rank))]),
            [.. MeanOf(results.Where(result => result.Problem.ShowsKnown).Select(Ranks))], [.. MeanOf(results.Where(result => !result.Problem.ShowsKnown).Select(Ranks))]);
    }
}
