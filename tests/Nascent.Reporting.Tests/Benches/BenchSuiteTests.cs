using Nascent.Benchmarks;
using Nascent.Reporting.Benches;
using Nascent.Trials;

namespace Nascent.Reporting.Tests.Benches;

public sealed class BenchSuiteTests
{
    [Fact]
    public void Tests_of_significance_count_a_table_once_whatever_its_budgets()
    {
        // On each of three tables the first is ahead at four budgets: twelve problems, and three blocks.
        var results = new[] { "a", "b", "c" }.SelectMany(table => new[] { 25.0, 50, 100, 200 }.Select(budget => Result(table, budget, 3, 2, 1))).ToArray();
        var suite = BenchSuite.Of(results)!;
        (suite.Problems, suite.Tables, suite.Comparison!.Friedman.Blocks).ShouldBe((12, 3, 3));
        suite.MeanRanks.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_table_with_more_budgets_counts_no_more_than_another()
    {
        var suite = BenchSuite.Of([Result("a", 25, 1, 2), Result("a", 50, 1, 2), Result("a", 100, 1, 2), Result("b", 25, 2, 1)])!;
        suite.MeanRanks.ShouldBe([1.5, 1.5]);
    }

    [Fact]
    public void One_table_has_ranks_and_no_test()
    {
        var suite = BenchSuite.Of([Result("a", 25, 1, 2), Result("a", 50, 1, 2)])!;
        suite.MeanRanks.ShouldBe([2, 1]);
        suite.Comparison.ShouldBeNull();
        BenchSuite.Of([Result("a", 25, 1, 2)]).ShouldBeNull();
    }

    private static BenchResult Result(string table, double budget, params double[] scores)
    {
        var rows = new BenchmarkTable(table, [("x", ["0", "1"])], [new(BenchmarkColumnKind.Signal, "quality", null, null, null, [0, 1])]);
        var problem = new TableProblem(rows, [new Objective("quality", Maximise: true)]);
        return BenchResult.Of(
            table, problem, new BenchBudget(budget, InSeconds: false), new TableTruth(problem),
            [.. scores.Select((score, i) => new StrategyOutcomes($"s{i}", [new SearchOutcome(score, score, double.NaN, 1, 1, 0, 0, [], [])], null))], 1);
    }
}
