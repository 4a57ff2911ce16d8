using Nascent.Benchmarks;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Benchmarks;

/// <summary>Tables with two levels: what a search of one returns.</summary>
public sealed class TableFidelityTests
{
    [Fact]
    public void The_pick_is_of_the_highest_level_reached()
    {
        // Rows 0 to 3 at level 1, then row 1, which is the second best there, at level 10: from then on it is the pick.
        var result = Run(new Scripted([(0, 1), (1, 1), (2, 1), (3, 1), (1, 10), (2, 1)]));
        result.Path.Select(pick => pick.Row).ShouldBe([0, 1, 1, 3, 1]);
        result.Trials.Select(trial => trial.Metrics["accuracy"]).ShouldBe([0.1, 0.5, 0.2, 0.9, 0.3, 0.2]);
    }

    [Fact]
    public void Strategies_are_told_the_levels_the_only_one_too()
    {
        var strategy = new Scripted([(0, 10)]);
        Run(strategy);
        strategy.Levels.ShouldBe(["table(epochs=1)", "table(epochs=10)"]);
        Run(strategy = new Scripted([(0, 10)]), 10);
        strategy.Levels.ShouldBe(["table(epochs=10)"]);
    }

    [Theory]
    [InlineData("successive-halving")]
    [InlineData("hyperband")]
    [InlineData("asha")]
    [InlineData("bohb")]
    public void Strategies_with_rungs_search_a_table_of_one_level_to_its_end(string name)
    {
        var result = Run(CoreStrategies.All.Single(strategy => strategy.Name == name).CreateWith(Strategies.Rungs.Given()), 10);
        result.Trials.Length.ShouldBe(4);
        result.Trials.ShouldAllBe(trial => trial.Fidelity.Equals(BenchmarkTable.FidelityOf(10)));
        result.Pick!.Value.Row.ShouldBe(2);
    }

    private static TableSearchResult Run(IStrategy strategy, params double[] levels) => TableSearch.Run(
        new TableProblem(
            new BenchmarkTable("four", [("a", ["0", "1", "2", "3"])],
            [
                new(BenchmarkColumnKind.Signal, "accuracy", 1, null, null, [0.1, 0.5, 0.2, 0.9]),
                new(BenchmarkColumnKind.Signal, "accuracy", 10, null, null, [0.1, 0.3, 0.8, 0.4]),
            ]),
            [Objective.Of("accuracy")])
        { Level = 10, Levels = levels.Length == 0 ? [1, 10] : [.. levels], FruitlessProposals = 2 },
        strategy, new Seed(1), TimeProvider.System);

    private sealed class Scripted((int Row, double Level)[] script) : IStrategy
    {
        public string[] Levels { get; private set; } = [];

        public Proposal Propose(SearchView view, Seed seed)
        {
            Levels = [.. view.Levels.Select(level => level.ToString())];
            return view.Number < script.Length
                ? new Proposal.Try(view.Space.At(script[view.Number].Row), BenchmarkTable.FidelityOf(script[view.Number].Level))
                : new Proposal.Done("the script ends");
        }

        public void Observe(Trial finished)
        {
            // nothing to learn
        }
    }
}
