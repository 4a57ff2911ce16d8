using Nascent.Benchmarks;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Strategies.Random;
using Nascent.Trials;

namespace Nascent.Tests.Benchmarks;

public sealed class TableBenchTests
{
    // x and y from 0 to 4 without (4, 4): quality x + y, cost x²; the search sees quality with a fault of one half that depends on the row
    private static readonly (int X, int Y)[] Rows = [.. Enumerable.Range(0, 24).Select(i => (i / 5, i % 5))];
    private static readonly BenchmarkTable Table = new(
        "made-up",
        [("x", Array.ConvertAll(Rows, row => $"{row.X}")), ("y", Array.ConvertAll(Rows, row => $"{row.Y}"))],
        [
            new(BenchmarkColumnKind.Signal, "quality", 1, null, null, Array.ConvertAll(Rows, row => row.X + row.Y + (row.X % 2 * 0.5))),
            new(BenchmarkColumnKind.Signal, "quality", 3, null, null, Array.ConvertAll(Rows, row => (double)row.X + row.Y)),
            new(BenchmarkColumnKind.Signal, "cost", null, null, null, Array.ConvertAll(Rows, row => (double)row.X * row.X)),
            new(BenchmarkColumnKind.Cost, "seconds", null, null, null, Array.ConvertAll(Rows, row => 1.0 + row.X)),
        ]);

    private static readonly TableProblem One = new(Table, [new Objective("quality", true)]) { Level = 3, Levels = [1, 3], Evaluations = 8 };
    private static readonly TableProblem Two = One with { Objectives = [new Objective("quality", true), new Objective("cost", false)] };
    private static readonly BenchStrategy Random = new("random", () => RandomStrategy.Description.CreateWith(System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty));

    [Fact]
    public void A_strategy_that_fails_is_reported_and_does_not_end_the_others()
    {
        var outcomes = Run(One, [Random, new("broken", () => new Broken(new NascentException("Strategy 'broken': found one objective, expected two."))), new("worse", () => new Broken(new InvalidOperationException("oh")))]);
        outcomes.Select(outcome => outcome.Error).ShouldBe([null, "Strategy 'broken': found one objective, expected two.", "InvalidOperationException: oh"]);
        outcomes.Select(outcome => outcome.Repeats.Length).ShouldBe([20, 0, 0]);
    }

    [Fact]
    public void Every_search_is_counted_and_repeats_differ()
    {
        var done = 0;
        var outcomes = TableBench.Run(One, new TableTruth(One), [Random], 20, new Seed(1), TimeProvider.System, () => Interlocked.Increment(ref done), CancellationToken.None);
        done.ShouldBe(20);
        outcomes[0].Repeats.ShouldAllBe(repeat => repeat.Evaluations == 8 && repeat.Trials >= 8);
        outcomes[0].Repeats.Select(repeat => string.Join(',', repeat.Path)).Distinct().Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Every_strategy_meets_the_same_seeds()
    {
        var outcomes = Run(One, [Random, Random with { Name = "again" }]);
        outcomes[0].Repeats.Select(repeat => (repeat.Validation, repeat.Seconds)).ShouldBe(outcomes[1].Repeats.Select(repeat => (repeat.Validation, repeat.Seconds)));
    }

    [Fact]
    public void What_is_reported_is_the_picks_value_at_the_highest_fidelity()
    {
        var outcomes = Run(One with { Level = 1, Levels = [1], Evaluations = 24 }, [Random]);
        outcomes[0].Repeats.ShouldAllBe(repeat => repeat.Validation == 7); // the fault makes (3, 4) the best seen, with 7.5
        new TableTruth(One).BestValidation.ShouldBe(7);
    }

    [Fact]
    public void The_front_and_its_volume_are_those_of_the_whole_table()
    {
        var truth = new TableTruth(Two, [0, 20]);
        truth.Front.Select(row => Rows[row]).ShouldBe([(3, 4), (2, 4), (1, 4), (0, 4)]); // (4, 3) is as good as (3, 4) and costs more
        truth.Hypervolume.ShouldBe((4 * 20) + 19 + 16 + 11);
        new TableTruth(Two).Reference.ShouldBe([0, 16]);
        var whole = Run(Two with { Evaluations = 24 }, [Random])[0].Repeats[0];
        whole.Hypervolume.ShouldBe(new TableTruth(Two).Hypervolume, 1e-12);
        whole.Front.Select(row => Rows[row]).ShouldBe([(3, 4), (2, 4), (1, 4), (0, 4)]);
    }

    [Fact]
    public void Limits_take_architectures_from_the_optimum()
    {
        var truth = new TableTruth(One with { Constraints = [new Constraint("cost", true, 1)] });
        (truth.BestValidation, truth.Architectures).ShouldBe((5, 10));
        truth.RegretOf(Table.RowOf(Genotype.Parse("x=1;y=2"))).ShouldBe(2);
        Should.Throw<NascentException>(() => new TableTruth(One with { Constraints = [new Constraint("cost", true, -1)] })).Message
            .ShouldBe("Table 'made-up': found no architecture that keeps cost<=-1, expected at least one; loosen the limits.");
    }

    [Fact]
    public void Searches_end_early_when_asked_to() =>
        Should.Throw<OperationCanceledException>(() => TableBench.Run(One, new TableTruth(One), [Random], 20, new Seed(1), TimeProvider.System, () => { }, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("accuracy", true)]
    [InlineData("latency", false)]
    [InlineData("log_latency", false)]
    [InlineData("latency_ms", false)]
    [InlineData("val-loss", false)]
    [InlineData("r2", true)]
    [InlineData("rmse", false)]
    [InlineData("params.total", false)]
    [InlineData("score", true)]
    [InlineData("psnr", true)]
    public void The_name_of_a_metric_says_which_way_is_better(string metric, bool maximise) => TableMetric.ObjectiveOf(metric).ShouldBe(new Objective(metric, maximise));

    private static IReadOnlyList<StrategyOutcomes> Run(TableProblem problem, IReadOnlyList<BenchStrategy> strategies) =>
        TableBench.Run(problem, new TableTruth(problem), strategies, 20, new Seed(1), TimeProvider.System, () => { }, CancellationToken.None);

    private sealed class Broken(Exception failure) : IStrategy
    {
        public Proposal Propose(SearchView view, Seed seed) => throw failure;

        public void Observe(Trial finished)
        {
        }
    }
}
