using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Data.Benchmarks;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Testing;
using Nascent.Trials;

namespace Nascent.Data.Tests.Benchmarks;

/// <summary>What strategies find in NAS-Bench-201 in equal simulated time; the figures of their pages in <c>docs/strategies</c> are its output.</summary>
[Trait("Category", "Slow")]
public sealed class StrategiesOnTablesTests
{
    private const int Seeds = 100;

    [Theory]
    [InlineData("nb201:cifar10")]
    [InlineData("nb201:cifar100")]
    [InlineData("nb201:imagenet16")]
    public void With_levels_of_12_and_200_epochs_asha_and_bohb_find_better_networks_than_random_search_in_200000_seconds(string name)
    {
        var table = PublishedTables.Read(name, ExternalData.PathOf("nas"));
        var problem = new TableProblem(table, [Objective.Of("accuracy")]) { Level = 200, Levels = [12, 200], Seconds = 200_000, ShowsKnown = false };
        var results = Compared(problem, "random", "regularized-evolution", "tpe", "successive-halving", "hyperband", "asha", "bohb");
        foreach (var strategy in new[] { "asha", "bohb" })
            results[strategy].Mean.ShouldBeGreaterThan(results["random"].Mean + (3 * results["random"].Error), strategy);
    }

    [Theory]
    [InlineData("nb201:cifar10")]
    [InlineData("nb201:cifar100")]
    [InlineData("nb201:imagenet16")]
    [InlineData("nats-sss:cifar10")]
    [InlineData("nats-sss:cifar100")]
    public void In_150_evaluations_tpe_finds_better_networks_than_random_search(string name)
    {
        var table = PublishedTables.Read(name, ExternalData.PathOf("nas"));
        var results = Compared(new TableProblem(table, [Objective.Of("accuracy")]) { Level = table.Levels[^1], Evaluations = 150, ShowsKnown = false }, "random", "regularized-evolution", "tpe");
        results["tpe"].Mean.ShouldBeGreaterThan(results["random"].Mean + (3 * results["random"].Error));
    }

    /// <summary>A fifth of the cells keeps the limit, and latency is known from evaluations alone.</summary>
    [Theory]
    [InlineData("nb201-hw:raspi4")]
    [InlineData("nb201-hw:edgegpu")]
    public void With_a_limit_on_latency_picks_keep_it_and_autos_come_within_half_a_point_of_the_best_that_does(string name)
    {
        const int Repeats = 60;
        var table = PublishedTables.Read(name, ExternalData.PathOf("nas"));
        var latencies = Enumerable.Range(0, table.Count).Select(row => table.Mean(row, "latency", 12)).Where(double.IsFinite).Order().ToArray();
        var limit = new Constraint("latency", true, latencies[latencies.Length / 5]);
        var problem = new TableProblem(table, [Objective.Of("accuracy")]) { Level = 12, Levels = [12], Evaluations = 200, ShowsKnown = false, Constraints = [limit] };
        var best = Enumerable.Range(0, table.Count).Where(row => table.Mean(row, "latency", 12) <= limit.Bound).Max(row => table.Mean(row, "accuracy", 12));
        foreach (var strategy in CoreStrategies.All.Where(entry => entry.Name is "auto" or "nsga2"))
        {
            var gaps = new double[Repeats];
            Parallel.For(0, Repeats, seed =>
            {
                var run = TableSearch.Run(problem, strategy.CreateWith(ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)), new Seed(1).Derive(seed), TimeProvider.System);
                table.Mean(run.Pick!.Value.Row, "latency", 12).ShouldBeLessThanOrEqualTo(limit.Bound);
                gaps[seed] = best - table.Mean(run.Pick.Value.Row, "accuracy", 12);
            });
            TestContext.Current.TestOutputHelper!.WriteLine($"{name} {strategy.Name}: {gaps.Average():F2} points below the best that keeps {limit}");
            if (strategy.Name == "auto")
                gaps.Average().ShouldBeLessThan(0.5);
        }
    }

    /// <summary>The mean test accuracy of the picks over seeds, with its standard error; one line each goes to the output.</summary>
    private static Dictionary<string, (double Mean, double Error)> Compared(TableProblem problem, params string[] strategies)
    {
        var results = new Dictionary<string, (double, double)>();
        foreach (var name in strategies)
        {
            var strategy = CoreStrategies.All.Single(entry => entry.Name == name);
            var runs = Enumerable.Range(0, Seeds).Select(seed => TableSearch.Run(
                problem, strategy.CreateWith(ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)), new Seed(1).Derive(seed), TimeProvider.System)).ToArray();
            var tests = runs.Select(run => problem.Table.Test(run.Pick!.Value.Row, "accuracy")).ToArray();
            var (mean, full) = (tests.Average(), runs.Average(run => run.Trials.Count(trial => trial.Fidelity.Equals(BenchmarkTable.FidelityOf(problem.Level)))));
            var error = Math.Sqrt(tests.Sum(test => (test - mean) * (test - mean)) / (Seeds - 1) / Seeds);
            results.Add(name, (mean, error));
            TestContext.Current.TestOutputHelper!.WriteLine($"{problem.Table.Name} {name}: test {mean:F2} ± {error:F2}, evaluations {runs.Average(run => run.Evaluations):F0}, of them in full {full:F0}");
        }

        return results;
    }
}
