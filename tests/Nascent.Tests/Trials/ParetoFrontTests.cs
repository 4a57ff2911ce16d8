using System.Collections.Immutable;
using CsCheck;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Tests.Trials;

public sealed class ParetoFrontTests
{
    private static readonly ImmutableArray<Objective> Two = [Objective.Of("accuracy"), Objective.Of("params")];

    [Fact]
    public void The_front_is_what_nothing_dominates_best_first()
    {
        Trial[] trials = [Trial(0, 0.9, 100), Trial(1, 0.8, 50), Trial(2, 0.7, 60), Trial(3, 0.9, 120), Trial(4, 0.95, 500), Trial(5, 0.8, 50)];
        ParetoFront.Of(trials, Two, []).Select(trial => trial.Number).ShouldBe([4, 0, 1, 5]);
    }

    [Fact]
    public void What_breaks_a_constraint_or_has_no_result_is_not_on_the_front()
    {
        Trial[] trials = [Trial(0, 0.9, 100), Trial(1, 0.99, 900), Trial(2, 1, 1) with { State = TrialState.Failed }, Trial(3, 1, 1) with { DuplicateOf = 0 }];
        ParetoFront.Of(trials, Two, [Constraint.Parse("params<=500")]).Select(trial => trial.Number).ShouldBe([0]);
    }

    [Fact]
    public void A_constraint_on_what_was_not_measured_does_not_hold()
    {
        ParetoFront.Of([Trial(0, 0.9, 100)], Two, [Constraint.Parse("latency<=2ms")]).ShouldBeEmpty();
        new TrialOrder(Two, [Constraint.Parse("latency<=2ms")]).Violation(Metrics.None).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Of_two_that_break_constraints_the_one_that_breaks_them_less_is_better()
    {
        var order = new TrialOrder(Two, [Constraint.Parse("params<=100")]);
        order.Compare(Trial(0, 0.5, 150), Trial(1, 0.9, 300)).ShouldBeLessThan(0);
        order.Compare(Trial(0, 0.1, 100), Trial(1, 0.9, 101)).ShouldBeLessThan(0);
        order.Violation(Trial(0, 0.5, 150).Metrics).ShouldBe(0.5);
    }

    [Fact]
    public void Ranks_peel_fronts_off() =>
        ParetoFront.RanksOf([Trial(0, 0.9, 100), Trial(1, 0.8, 110), Trial(2, 0.7, 120), Trial(3, 0.95, 200), Trial(4, 1, 900)], Two, [Constraint.Parse("params<=500")])
            .ShouldBe([0, 1, 2, 0, 3]);

    [Fact]
    public void Every_trial_is_on_the_front_or_dominated_by_one_that_is() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[1, 40].Sample(pairs =>
    {
        var trials = pairs.Select((pair, i) => Trial(i, pair.Item1, pair.Item2)).ToArray();
        var front = ParetoFront.Of(trials, Two, []);
        front.ShouldNotBeEmpty();
        foreach (var trial in trials)
            front.Contains(trial).ShouldNotBe(front.Any(other => ParetoFront.Dominates(other, trial, Two)));
    });

    [Fact]
    public void The_order_is_total_and_domination_agrees_with_it() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5]).Array[3].Sample(pairs =>
    {
        var (order, trials) = (new TrialOrder(Two, []), pairs.Select((pair, i) => Trial(i, pair.Item1, pair.Item2)).ToArray());
        foreach (var first in trials)
            foreach (var second in trials)
            {
                Math.Sign(order.Compare(first, second)).ShouldBe(-Math.Sign(order.Compare(second, first)));
                if (ParetoFront.Dominates(first, second, Two))
                    order.Compare(first, second).ShouldBeLessThan(0);
            }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_rank_is_one_more_than_the_worst_of_those_that_dominate(int objectives) =>
        Gen.Select(Gen.Int[0, 5].Array[objectives], Gen.Int[0, 3]).Array[1, 40].Sample(points =>
        {
            // Some break a limit by 1 to 3; each front is what nothing outside of the better fronts dominates.
            ImmutableArray<Objective> wanted = [.. Enumerable.Range(0, objectives).Select(i => new Objective($"m{i}", i % 2 == 0))];
            ImmutableArray<Constraint> limits = [new Constraint("broken", true, 1)];
            var trials = points.Select((point, i) => Trial(i, [.. point.Item1.Select((value, k) => ($"m{k}", (double)value)), ("broken", 1 + Math.Max(0, point.Item2 - 1))])).ToArray();
            var (ranks, order) = (ParetoFront.RanksOf(trials, wanted, limits), new TrialOrder(wanted, limits));
            for (var i = 0; i < trials.Length; i++)
            {
                var above = Enumerable.Range(0, trials.Length).Where(j => ParetoFront.DominatesUnderConstraints(trials[j], trials[i], wanted, order)).Select(j => ranks[j]);
                ranks[i].ShouldBe(above.DefaultIfEmpty(-1).Max() + 1);
            }

            ParetoFront.Of(trials, wanted, limits).Select(trial => trial.Number).Order()
                .ShouldBe(trials.Where((trial, i) => ranks[i] == 0 && order.IsFeasible(trial)).Select(trial => trial.Number));
        });

    [Fact]
    public void A_hundred_thousand_trials_are_sorted_at_once()
    {
        // Quadratic, this would be 10^10 comparisons.
        var stream = new Seed(1).Stream();
        var trials = Enumerable.Range(0, 100_000).Select(i => Trial(i, stream.NextDouble(), stream.NextDouble())).ToArray();
        var front = ParetoFront.Of(trials, Two, []);
        front.Zip(front.Skip(1)).ShouldAllBe(pair => pair.First.Metrics["params"] > pair.Second.Metrics["params"]);
        var ranks = ParetoFront.RanksOf(trials, Two, []);
        ranks.Count(rank => rank == 0).ShouldBe(front.Length);
        ranks.Max().ShouldBeInRange(300, 1300);
    }

    private static Trial Trial(int number, (string Metric, double Value)[] values) =>
        Trial(number, 0, 0) with { Metrics = values.Aggregate(Metrics.None, (metrics, pair) => metrics.With(pair.Metric, pair.Value)) };

    private static Trial Trial(int number, double accuracy, double parameters) => new(number, Genotype.Empty, Fidelity.Of("fake"), TrialState.Succeeded)
    {
        Metrics = Metrics.None.With("accuracy", accuracy).With("params", parameters),
    };
}
