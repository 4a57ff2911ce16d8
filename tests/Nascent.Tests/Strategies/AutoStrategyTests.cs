using Nascent.Benchmarks;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Strategies.Auto;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class AutoStrategyTests : StrategyContract
{
    // Five decisions of four numbers; the score is their sum, and so is the cost.
    private static readonly int[][] Rows = [.. Enumerable.Range(0, 1024).Select(row => Enumerable.Range(0, 5).Select(d => (row >> (2 * d)) & 3).ToArray())];

    protected override StrategyDescription Description => AutoStrategy.Description;

    protected override bool KeepsLimits => true;

    [Fact]
    public void Of_equal_scores_the_one_that_similar_networks_confirm_is_picked()
    {
        // The fourth trial, which is drawn before anything is known, has luck: the best score there is, where all that is like it is worse.
        foreach (var seed in Enumerable.Range(0, 10).Select(seed => new Seed((ulong)seed)))
        {
            var plain = Problem(row => Rows[row].Sum(), evaluations: 60);
            var lucky = plain.Table.RowOf(TableSearch.Run(plain, Create(), seed, TimeProvider.System).Trials[3].Genotype);
            Rows[lucky].Sum().ShouldBeLessThan(13);
            var result = TableSearch.Run(Problem(row => row == lucky ? 15 : Rows[row].Sum(), evaluations: 60), Create(), seed, TimeProvider.System);
            result.Path[^2].Row.ShouldBe(lucky, "the best by its score");
            Rows[result.Pick!.Value.Row].Sum().ShouldBeGreaterThanOrEqualTo(13);
        }
    }

    [Fact]
    public void A_limit_on_what_training_measures_is_learned()
    {
        var problem = Problem(row => Rows[row].Sum(), evaluations: 60) with { Constraints = [new Constraint("cost", true, 4)] };
        foreach (var seed in Enumerable.Range(0, 5))
        {
            var result = TableSearch.Run(problem, Create(), new Seed((ulong)seed), TimeProvider.System);
            Rows[result.Pick!.Value.Row].Sum().ShouldBe(4);
            var kept = result.Trials.Skip(30).Count(trial => trial.Metrics["cost"] <= 4);
            kept.ShouldBeGreaterThan(15); // of thirty; one network in seven keeps it
        }
    }

    [Fact]
    public void A_count_that_is_no_whole_number_is_refused() =>
        Should.Throw<NascentException>(() => Description.CreateWith(System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("initial", 2.5))).Message
            .ShouldBe("Strategy 'auto', option 'initial': found 2.5, expected a whole number.");

    private static TableProblem Problem(Func<int, double> scoreOf, int evaluations) => new(
        new BenchmarkTable(
            "sums",
            [.. Enumerable.Range(0, 5).Select(d => ($"d{d}", Array.ConvertAll(Rows, row => $"{row[d]}")))],
            [Signal("accuracy", scoreOf), Signal("cost", row => Rows[row].Sum())]),
        [new Objective("accuracy", true)])
    { Evaluations = evaluations };

    private static BenchmarkColumn Signal(string name, Func<int, double> valueOf) =>
        new(BenchmarkColumnKind.Signal, name, null, null, null, [.. Enumerable.Range(0, Rows.Length).Select(valueOf)]);
}
