using Nascent.Strategies;
using Nascent.Strategies.Hyperband;
using Nascent.Testing.Strategies;

namespace Nascent.Tests.Strategies;

public sealed class HyperbandStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => HyperbandStrategy.Description;

    [Fact]
    public void Raised_networks_continue_from_the_rung_below()
    {
        // Of 22 trials, which are three brackets, three are raised to the second rung and two to the third.
        var trials = (Rungs.Search(trials: 22) with { LookAhead = 1 }).Run(Create());
        Rungs.ShouldContinue(trials, 5);
    }

    [Fact]
    public void Brackets_begin_at_every_rung_in_turn_and_cost_about_the_same()
    {
        // The brackets of Li et al. 2017 for R = 9 and η = 3: 9 networks at 1 epoch, 5 at 3, 3 at 9.
        var trials = (Rungs.Search(trials: 22 + 13) with { LookAhead = 1 }).Run(Create());
        trials.Select(trial => trial.Fidelity.Amount).ShouldBe(
            [1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9, 3, 3, 3, 3, 3, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9]);
    }

    [Fact]
    public void While_a_bracket_waits_the_next_one_begins()
    {
        var trials = Rungs.Search(trials: 60).Run(Create());
        trials[..9].ShouldAllBe(trial => trial.Fidelity.Amount == 1);
        trials[9].Fidelity.Amount.ShouldBe(3);
        trials[9].Genotype.ShouldNotBeOneOf([.. trials[..9].Select(trial => trial.Genotype)], "the nine are not known yet, so that the second bracket begins");
        trials.Where(trial => trial.Fidelity.Amount == 3).ShouldContain(trial => trials.Take(9).Any(first => first.Genotype.Equals(trial.Genotype)));
    }

    [Fact]
    public void The_number_of_brackets_is_an_option() =>
        (Rungs.Search(trials: 26) with { LookAhead = 1 }).Run(Description.CreateWith(Rungs.Given(("brackets", 1)))).Select(trial => trial.Fidelity.Amount)
            .ShouldBe(Enumerable.Repeat(new double[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9 }, 2).SelectMany(bracket => bracket));
}
