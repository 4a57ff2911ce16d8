using Nascent.Estimation;
using Nascent.Strategies;
using Nascent.Strategies.SuccessiveHalving;
using Nascent.Tasks;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class SuccessiveHalvingStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => SuccessiveHalvingStrategy.Description;

    [Fact]
    public void Of_nine_networks_three_are_raised_and_of_these_one_then_it_begins_anew()
    {
        var trials = Rungs.Search(trials: 26).Run(Create());
        trials.Select(trial => trial.Fidelity.Amount).ShouldBe(Enumerable.Repeat(new double[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9 }, 2).SelectMany(bracket => bracket));
        trials[9..12].Select(trial => trial.Genotype).ShouldBe(trials[..9].OrderByDescending(Rungs.ScoreOf).Take(3).Select(trial => trial.Genotype));
        trials[12].Genotype.ShouldBe(trials[9..12].MaxBy(Rungs.ScoreOf)!.Genotype);
        trials[13..22].Select(trial => trial.Genotype).Intersect(trials[..13].Select(trial => trial.Genotype)).ShouldBeEmpty();
    }

    [Fact]
    public void Raised_networks_continue_from_the_rung_below() => Rungs.ShouldContinue(Rungs.Search(trials: 26).Run(Create()), 8);

    [Fact]
    public void Levels_of_a_table_are_trainings_of_their_own_that_nothing_continues()
    {
        var levels = Rungs.Search(trials: 19) with { Levels = [DrivenSearch.Full.With(Fidelity.Epochs, 0.5), DrivenSearch.Full] };
        levels.Run(Create()).ShouldAllBe(trial => trial.ContinueFrom == null && !trial.Fidelity.Axes.ContainsKey(Fidelity.Horizon));
    }

    [Fact]
    public void A_failure_takes_a_place_and_is_never_raised()
    {
        var search = Rungs.Search(trials: 13);
        var trials = (search with { Outcome = trial => trial.Number < 8 ? trial with { State = TrialState.Failed, Reason = "nan" } : search.Outcome(trial) }).Run(Create());
        trials[9].Fidelity.Amount.ShouldBe(3);
        trials[9].Genotype.ShouldBe(trials[8].Genotype);
        trials[10].Fidelity.Amount.ShouldBe(9);
        trials[11].Fidelity.Amount.ShouldBe(1);
    }

    [Fact]
    public void What_is_rejected_or_repeats_another_is_replaced()
    {
        var search = Rungs.Search(trials: 15);
        var trials = (search with
        {
            Outcome = trial => trial.Number switch
            {
                2 => trial with { State = TrialState.Rejected, Reason = "params<=1" },
                5 => trial with { State = TrialState.Duplicate, DuplicateOf = 0, Metrics = Metrics.None.With("accuracy", 1000) },
                _ => search.Outcome(trial),
            },
        }).Run(Create());
        trials.Select(trial => trial.Fidelity.Amount).ShouldBe([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9]);
        trials[11..14].ShouldAllBe(trial => !trial.Genotype.Equals(trials[5].Genotype));
    }

    [Fact]
    public void The_size_of_the_first_rung_is_an_option() =>
        Rungs.Search(trials: 20).Run(Description.CreateWith(Rungs.Given(("size", 12)))).Select(trial => trial.Fidelity.Amount)
            .ShouldBe([.. Enumerable.Repeat(1.0, 12), 3, 3, 3, 3, 9, 1, 1, 1]);

    [Fact]
    public void Levels_that_can_be_had_are_the_rungs_and_what_is_raised_follows_their_distance()
    {
        var levels = Rungs.Search(trials: 25) with { Levels = [DrivenSearch.Full.With(Fidelity.Epochs, 0.5), DrivenSearch.Full.With(Fidelity.Epochs, 8), DrivenSearch.Full] };
        levels.Run(Create()).Select(trial => trial.Fidelity.Amount).ShouldBe([.. Enumerable.Repeat(0.5, 18), 9, .. Enumerable.Repeat(0.5, 6)]);
    }

    [Fact]
    public void With_one_level_alone_it_is_random_search()
    {
        var search = Rungs.Search(trials: 20) with { Levels = [DrivenSearch.Full] };
        var trials = search.Run(Create());
        trials.ShouldAllBe(trial => trial.Fidelity.Equals(DrivenSearch.Full));
        trials.Select(trial => trial.Genotype).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public void Rungs_below_the_smallest_share_are_left_out() =>
        Rungs.Search(trials: 4).Run(Description.CreateWith(Rungs.Given(("smallest", 0.3)))).Select(trial => trial.Fidelity.Amount).ShouldBe([3, 3, 3, 9]);

    [Fact]
    public void Epochs_of_a_rung_have_four_digits() =>
        (Rungs.Search(trials: 14) with { Levels = [] }).Run(Description.CreateWith(Rungs.Given(("eta", 2.1), ("smallest", 0.2)))).Select(trial => trial.Fidelity.ToString()).Distinct()
            .ShouldBe(["fake(epochs=2.041,horizon=9)", "fake(epochs=4.286,horizon=9)", "fake(epochs=9)"]);

    [Fact]
    public void Once_all_of_a_space_was_tried_the_rest_gets_the_full_fidelity_best_first_and_it_ends()
    {
        var trials = Rungs.Search(trials: 1000, options: 4).Run(Create());
        trials.Where(trial => trial.Fidelity.Amount == 9).Select(trial => trial.Genotype).Distinct().Count().ShouldBe(16);
        trials.Count(trial => trial.Fidelity.Amount == 9).ShouldBe(16);
        trials.TakeLast(4).Select(Rungs.ScoreOf).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void A_size_that_is_no_whole_number_is_refused() => Should.Throw<NascentException>(() => Description.CreateWith(Rungs.Given(("size", 2.5)))).Message
        .ShouldBe("Strategy 'successive-halving', option 'size': found 2.5, expected a whole number.");
}
