using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;
using Nascent.Numerics;

namespace Nascent.Reporting.Benches;

/// <summary>Several tables and budgets together: the mean rank of each strategy over them.</summary>
/// <remarks>On each of them strategies are ranked by the means of their searches (Demšar 2006, section 3.2); one that could not search there comes last.</remarks>
/// <param name="Strategies">The names of those that could search at least one.</param>
/// <param name="Problems">How many tables and budgets there are.</param>
/// <param name="Comparison">Over all of them; null where fewer than two strategies could search.</param>
/// <param name="WithKnown">Mean ranks where p. columns were shown; empty where there are no such searches.</param>
/// <param name="WithoutKnown">Mean ranks where they were hidden.</param>
public sealed record BenchSuite(ImmutableArray<string> Strategies, int Problems, StrategyComparison? Comparison, ImmutableArray<double> WithKnown, ImmutableArray<double> WithoutKnown)
{
    /// <summary>The suite of some results; null where there is only one.</summary>
    public static BenchSuite? Of(IReadOnlyList<BenchResult> results)
    {
        if (results.Count < 2)
            return null;
        var compared = Enumerable.Range(0, results[0].Outcomes.Length).Where(i => results.Any(result => result.Outcomes[i].Error is null)).ToArray();
        double[] Scores(BenchResult result) => Array.ConvertAll(compared, result.MeanScore);
        ImmutableArray<double> Ranks(bool known)
        {
            var ranks = results.Where(result => result.Problem.ShowsKnown == known).Select(result => Ranking.Descending(Scores(result))).ToArray();
            return ranks.Length == 0 ? [] : [.. compared.Select((_, at) => ranks.Average(row => row[at]))];
        }

        return new BenchSuite(
            [.. compared.Select(i => results[0].Outcomes[i].Strategy)], results.Count, compared.Length < 2 ? null : StrategyComparison.Of([.. results.Select(Scores)]),
            Ranks(known: true), Ranks(known: false));
    }
}
