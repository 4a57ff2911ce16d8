using Nascent.Strategies;
using Nascent.Strategies.Bohb;
using Nascent.Testing.Strategies;

namespace Nascent.Tests.Strategies;

public sealed class BohbStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => BohbStrategy.Description;

    [Fact]
    public void Raised_networks_continue_from_the_rung_below()
    {
        // Of 22 trials, which are three brackets, three are raised to the second rung and two to the third.
        var trials = (Rungs.Search(trials: 22) with { LookAhead = 1 }).Run(Create());
        Rungs.ShouldContinue(trials, 5);
    }

    [Fact]
    public void Its_brackets_are_those_of_hyperband() =>
        (Rungs.Search(trials: 22) with { LookAhead = 1 }).Run(Create()).Select(trial => trial.Fidelity.Amount)
            .ShouldBe([1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9, 3, 3, 3, 3, 3, 9, 9, 9, 9]);

    [Fact]
    public void Networks_come_from_what_was_good_so_that_they_become_better()
    {
        var trials = Rungs.Search(trials: 100).Run(Create());
        var drawn = trials.DistinctBy(trial => trial.Genotype).ToArray();
        drawn.Skip(40).Average(Rungs.ScoreOf).ShouldBeGreaterThan(drawn.Take(10).Average(Rungs.ScoreOf) + 8);
    }

    [Fact]
    public void With_nothing_but_random_draws_it_is_hyperband()
    {
        var hyperband = CoreStrategies.All.Single(strategy => strategy.Name == "hyperband");
        Rungs.Search(trials: 80).Run(Description.CreateWith(Rungs.Given(("random", 1)))).Select(trial => (trial.Genotype, trial.Fidelity))
            .ShouldBe(Rungs.Search(trials: 80).Run(hyperband.CreateWith(Rungs.Given())).Select(trial => (trial.Genotype, trial.Fidelity)));
    }
}
