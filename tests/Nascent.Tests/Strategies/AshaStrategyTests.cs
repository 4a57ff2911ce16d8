using Nascent.Estimation;
using Nascent.Strategies;
using Nascent.Strategies.Asha;
using Nascent.Tasks;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class AshaStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => AshaStrategy.Description;

    [Fact]
    public void A_network_is_raised_as_soon_as_it_is_among_the_best_third_of_its_rung()
    {
        var trials = (Rungs.Search(trials: 200) with { LookAhead = 1 }).Run(Create());
        trials[..4].Select(trial => trial.Fidelity.Amount).ShouldBe([1, 1, 1, 3]);
        trials[3].Genotype.ShouldBe(trials[..3].MaxBy(Rungs.ScoreOf)!.Genotype);
        foreach (var trial in trials.Where(trial => trial.Fidelity.Amount > 1))
        {
            var below = trials.Take(trial.Number).Where(other => other.Fidelity.Amount == trial.Fidelity.Amount / 3).OrderByDescending(Rungs.ScoreOf).ToArray();
            below.Take(below.Length / 3).Select(other => other.Genotype).ShouldContain(trial.Genotype, $"trial {trial.Number}");
        }

        // A third, and some that were among the best third only for a time.
        trials.Count(trial => trial.Fidelity.Amount == 3).ShouldBeInRange(trials.Count(trial => trial.Fidelity.Amount == 1) / 3, trials.Count(trial => trial.Fidelity.Amount == 1) / 2);
    }

    [Fact]
    public void A_raised_network_continues_from_its_trial_on_the_rung_below()
    {
        var trials = Rungs.Search(trials: 100).Run(Create());
        Rungs.ShouldContinue(trials, trials.Count(trial => trial.Fidelity.Amount > 1));
        var search = Rungs.Search(trials: 60);
        var several = (search with
        {
            Objectives = [Objective.Of("accuracy"), Objective.Of("params")],
            Outcome = trial => search.Outcome(trial) with { Metrics = Metrics.None.With("accuracy", Rungs.ScoreOf(trial)).With("params", 1) },
        }).Run(Create());
        Rungs.ShouldContinue(several, several.Count(trial => trial.Fidelity.Amount > 1));
    }

    [Fact]
    public void What_is_left_of_a_space_continues_from_its_highest_rung()
    {
        var trials = Rungs.Search(trials: 1000, options: 4).Run(Create());
        Rungs.ShouldContinue(trials, trials.Count(trial => trial.Fidelity.Amount > 1));
    }

    [Fact]
    public void Continuing_is_an_option() => Rungs.Search(trials: 60).Run(Description.CreateWith(Rungs.Given(("continue", 0))))
        .ShouldAllBe(trial => trial.ContinueFrom == null && !trial.Fidelity.Axes.ContainsKey(Fidelity.Horizon));

    [Fact]
    public void An_option_that_is_half_on_is_refused() => Should.Throw<NascentException>(() => Description.CreateWith(Rungs.Given(("continue", 0.5)))).Message
        .ShouldBe("Strategy 'asha', option 'continue': found 0.5, expected a whole number.");

    [Fact]
    public void The_highest_rung_is_raised_from_first()
    {
        // Once three are known on the second rung its best goes on, whatever could be raised from the first.
        var trials = (Rungs.Search(trials: 60) with { LookAhead = 1 }).Run(Create());
        var third = trials.Where(trial => trial.Fidelity.Amount == 3).ElementAt(2).Number;
        trials[third + 1].Fidelity.Amount.ShouldBe(9);
    }

    [Fact]
    public void It_never_waits_before_the_space_is_exhausted()
    {
        var search = Rungs.Search(trials: 60) with { LookAhead = 1000 };
        search.Run(Create()).ShouldAllBe(trial => trial.Fidelity.Amount == 1, "nothing is known, so that nothing is raised");
    }

    [Fact]
    public void With_several_objectives_the_best_are_the_front()
    {
        // Larger and smaller sums are both on a front of accuracy and parameters; 'b' alone is worse in both.
        var search = Rungs.Search(trials: 120);
        var trials = (search with
        {
            Objectives = [Objective.Of("accuracy"), Objective.Of("params")],
            Outcome = trial => search.Outcome(trial) with
            {
                Metrics = Metrics.None.With("accuracy", A(trial) - B(trial)).With("params", A(trial) + B(trial)),
            },
        }).Run(Create());
        trials.Where(trial => trial.Fidelity.Amount == 9).Average(B).ShouldBeLessThan(trials.Where(trial => trial.Fidelity.Amount == 1).Average(B) / 2);

        static double A(Trial trial) => int.Parse(trial.Genotype.Answers[0].Answer);
        static double B(Trial trial) => int.Parse(trial.Genotype.Answers[1].Answer);
    }

    [Fact]
    public void Once_all_of_a_space_was_tried_the_rest_gets_the_full_fidelity_and_it_ends()
    {
        var trials = Rungs.Search(trials: 1000, options: 4).Run(Create());
        trials.Where(trial => trial.Fidelity.Amount == 9).Select(trial => trial.Genotype).Distinct().Count().ShouldBe(16);
        trials.Count(trial => trial.Fidelity.Amount == 9).ShouldBe(16);
    }
}
