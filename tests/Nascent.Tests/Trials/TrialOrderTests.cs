using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Tests.Trials;

public sealed class TrialOrderTests
{
    private static readonly TrialOrder Order = new([Objective.Of("accuracy")], [Constraint.Parse("params<=100")]);

    [Fact]
    public void What_was_trained_more_is_before_what_scored_more_with_less_training() =>
        Numbers(Trial(0, "x", 1, 0.99), Trial(1, "y", 3, 0.6), Trial(2, "z", 3, 0.7), Trial(3, "w", 1, 0.8)).ShouldBe([2, 1, 0, 3]);

    [Fact]
    public void A_genotype_of_several_fidelities_is_there_once_at_its_highest() =>
        Numbers(Trial(0, "x", 1, 0.99), Trial(1, "y", 1, 0.9), Trial(2, "x", 3, 0.5)).ShouldBe([2, 1]);

    [Fact]
    public void Only_trials_that_may_win_make_a_fidelity_reached()
    {
        var failed = Trial(2, "z", 9, 0.5) with { State = TrialState.Failed };
        var large = Trial(3, "w", 9, 0.9) with { Metrics = Metrics.None.With("accuracy", 0.9).With("params", 101) };
        var repeated = Trial(4, "v", 9, 0.9) with { State = TrialState.Duplicate, DuplicateOf = 2 };
        Numbers(Trial(0, "x", 1, 0.99), Trial(1, "y", 3, 0.6), failed, large, repeated).ShouldBe([1, 0]);
    }

    [Fact]
    public void A_run_that_ends_before_the_full_fidelity_has_the_best_of_the_rung_it_reached() =>
        Order.BestOf([Trial(0, "x", 1, 0.6), Trial(1, "y", 1, 0.7)])[0].Number.ShouldBe(1);

    [Fact]
    public void Limits_on_predictions_order_brief_trials_and_exclude_none()
    {
        var order = new TrialOrder([Objective.Of("accuracy")], [Constraint.Parse("accuracy>=90%"), Constraint.Parse("params<=100")], isBrief: true);
        var trials = new[] { Trial(0, "x", 1, 0.7), Trial(1, "y", 1, 0.8), Trial(2, "z", 1, 0.85) with { Metrics = Metrics.None.With("accuracy", 0.85).With("params", 101) } };
        order.BestOf(trials).Select(trial => trial.Number).ShouldBe([1, 0]);
        new TrialOrder([Objective.Of("accuracy")], [Constraint.Parse("accuracy>=90%")]).BestOf(trials).ShouldBeEmpty();
    }

    [Fact]
    public void Epochs_on_a_share_of_the_data_count_for_that_share()
    {
        var half = Trial(0, "x", 4, 0.9) with { Fidelity = Fidelity.Of("train").With(Fidelity.Epochs, 4).With(Fidelity.DataShare, 0.5) };
        Numbers(half, Trial(1, "y", 3, 0.6)).ShouldBe([1, 0]);
        half.Fidelity.Amount.ShouldBe(2);
        Fidelity.Of("table").Amount.ShouldBe(1);
    }

    [Fact]
    public void A_front_is_of_the_highest_fidelity_alone() =>
        ParetoFront.Of([Trial(0, "x", 1, 0.99), Trial(1, "y", 3, 0.6), Trial(2, "z", 3, 0.7)], [Objective.Of("accuracy")], []).Select(trial => trial.Number).ShouldBe([2]);

    [Fact]
    public void Where_none_may_win_there_is_no_first() =>
        Order.FirstOf([Trial(0, "x", 1, 0.6) with { State = TrialState.Failed }]).ShouldBeNull();

    private static int[] Numbers(params Trial[] trials)
    {
        int[] numbers = [.. Order.BestOf(trials).Select(trial => trial.Number)];
        Order.FirstOf(trials)!.Number.ShouldBe(numbers[0]);
        return numbers;
    }

    private static Trial Trial(int number, string answer, double epochs, double accuracy) =>
        new(number, new Genotype([(new DecisionPath("a"), answer)]), Fidelity.Of("train").With(Fidelity.Epochs, epochs), TrialState.Succeeded)
        {
            Metrics = Metrics.None.With("accuracy", accuracy).With("params", 10),
        };
}
