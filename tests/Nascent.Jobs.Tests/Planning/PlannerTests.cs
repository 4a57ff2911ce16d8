using Nascent.Benchmarks.Statistics;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Jobs.Planning;
using Nascent.Jobs.Requests;
using Nascent.Journal;
using Nascent.Reporting.Plans;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Planning;

/// <summary>Plans of given timings: 10,000 training samples, 1,000 of scoring, two workers, a third of the time for the search.</summary>
public sealed class PlannerTests
{
    private static readonly RunSpec Spec = SampleRun.Spec with
    {
        Fidelity = Fidelity.Of("train").With(Fidelity.Epochs, 1).With(Fidelity.DataShare, 0.7),
        Budget = new RunBudget(null, TimeSpan.FromMinutes(30), 1.0 / 3),
    };

    [Fact]
    public void A_candidate_takes_as_long_as_its_samples_and_its_scoring_at_the_measured_speed()
    {
        var rung = Plan(Input()).Rungs.Single(rung => rung.Name == "2 epochs");
        // From 1 to 5 ms a sample: 20,000 trained and 1,000 scored at 0.35 each.
        (rung.Cheapest, rung.Costliest).ShouldBe((20.35, 5 * 20.35), Within);
        rung.Mean.ShouldBe(3 * 20.35, 1e-9);
        rung.Candidates.ShouldBe((long)(2 * 600 / (3 * 20.35)));
    }

    [Fact]
    public void Rungs_go_from_no_training_to_full_training_with_the_recommended_one_among_them()
    {
        var plan = Plan(Input());
        plan.Rungs.Select(rung => rung.Name).ShouldBe(["zero-cost", "0.25 epochs", "0.5 epochs", "0.7 epochs", "1 epoch", "2 epochs", "4 epochs", "full"]);
        plan.Recommended.Name.ShouldBe("0.7 epochs");
        plan.Rungs.Select(rung => rung.Candidates).ShouldBeInOrder(SortDirection.Descending);
        plan.Rungs[0].Candidates.ShouldBe(2 * 600 / 1);
    }

    [Fact]
    public void Where_trials_are_scored_without_training_that_rung_is_the_recommended_one()
    {
        var spec = Spec with { Estimator = Spec.Estimator with { Name = "zero-cost" }, Fidelity = Fidelity.Of("zero-cost"), SearchObjectives = [new Objective("zero_cost", true)] };
        Plan(Input() with { Spec = spec }).Recommended.Name.ShouldBe("zero-cost");
    }

    [Fact]
    public void The_time_after_the_search_is_planned_as_a_search_plans_it()
    {
        var split = Plan(Input()).Split;
        (split.Search, split.Full).ShouldBe((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20)));
        // (1200 − 12) · 0.96 s on two workers. Two candidates of two seeds, 60 and 50 s an epoch, and the baseline, 20, would leave 8 epochs, fewer than 10; one candidate leaves 14, a round length.
        (split.Candidates, split.Seeds, split.Baselines, split.BaselineSeeds).ShouldBe((1, 2, 1, 2));
        split.Epochs.ShouldBe(14);
    }

    [Fact]
    public void The_best_of_many_gains_the_expected_maximum_times_the_correlation_times_the_spread()
    {
        var known = new KnownCorrelation("train", 0.8, new(0.6, 0.3, 0.8), 0.02, "run one");
        var plan = Plan(Input() with { Correlations = [known] });
        var rung = plan.Recommended;
        rung.Correlation.ShouldBe(known);
        rung.BestOf.ShouldBe(NormalMaximum.ExpectationOf(rung.Candidates));
        rung.Gain!.Value.ShouldBe(0.6 * 0.02 * rung.BestOf, 1e-12);
        rung.MostGain!.Value.ShouldBe(0.02 * rung.BestOf, 1e-12);
        // It speaks of lengths that are near, and of no others, and not of scores without training.
        plan.Rungs.Where(other => other.Correlation is not null).Select(other => other.Name).ShouldBe(["0.5 epochs", "0.7 epochs", "1 epoch"]);
    }

    [Fact]
    public void Without_a_measured_correlation_the_gain_is_bounded_and_not_claimed()
    {
        var plan = Plan(Input());
        plan.Recommended.Gain.ShouldBeNull();
        plan.Recommended.MostGain!.Value.ShouldBe(plan.Spread!.Value * plan.Recommended.BestOf, 1e-12);
        plan.Rungs[^1].Gain.ShouldBe(plan.Rungs[^1].MostGain);
    }

    [Fact]
    public void A_negative_correlation_gains_nothing() =>
        Plan(Input() with { Correlations = [new("zero-cost", null, new(-0.2, -0.5, 0.1), null, "run one")] }).Rungs[0].Gain.ShouldBe(0);

    [Fact]
    public void The_spread_is_that_of_the_scores_without_the_noise_of_scoring()
    {
        // 0.70, 0.75, 0.80, 0.85, 0.90: a variance of 0.00625, of which 0.8 · 0.2 / 1000 is noise.
        Plan(Input()).Spread!.Value.ShouldBe(Math.Sqrt(0.00625 - 0.00016), 1e-12);
        Planner.WithoutNoise([1, 1.001], 0.5).ShouldBe(0);
        Plan(Input() with { Candidates = [.. Input().Candidates.Take(3)] }).Spread.ShouldBeNull();
    }

    [Fact]
    public void The_speed_of_the_machine_and_the_agreement_of_scores_without_training_are_told()
    {
        var plan = Plan(Input());
        plan.WorkPerSecond.ShouldBe(1e9, 1); // work grows as the time does
        plan.ZeroCostBeside!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_time_too_short_for_anything_is_refused_with_the_least_that_would_do()
    {
        var error = Should.Throw<NascentException>(() => Plan(Input() with { Spec = Spec with { Budget = Spec.Budget with { Time = TimeSpan.FromSeconds(40) } } }));
        // One epoch of a found network and of a baseline side by side takes 50 s, and 12 s are kept: (50 / 0.96 + 12) / (2/3).
        error.Message.ShouldBe("--budget: found 40 s, expected at least 1m 37s here: three trials and one epoch of full training of each planned network must fit.");
    }

    [Fact]
    public void A_time_that_the_end_of_a_run_takes_alone_is_refused_before_anything_is_timed() =>
        Should.Throw<NascentException>(() => PlanTiming.RequireRoom(Spec with { Budget = Spec.Budget with { Time = TimeSpan.FromSeconds(17) } }))
            .Message.ShouldBe("--budget: found 17 s, expected more than 18 s: of what the search leaves, the test, the export and the report need 12 s.");

    [Fact]
    public void Where_nothing_could_be_trained_the_reason_is_told() =>
        Should.Throw<NascentException>(() => Plan(Input() with { Candidates = [new(Genotype.Empty, Metrics.None) { Failure = "the loss is not a number" }] }))
            .Message.ShouldBe("Plan: none of 1 timed candidates could be trained, so nothing can be planned. The first failure: the loss is not a number");

    private static SearchPlan Plan(PlanInput input) => Planner.Of(input);

    private static PlanInput Input() => new()
    {
        Spec = Spec,
        DataName = "made up",
        AssumedWorkPerSecond = SearchDefaults.WorkPerSecond,
        Train = 10_000,
        Scored = 1_000,
        Timed = Spec.Fidelity,
        Candidates = [.. Enumerable.Range(1, 5).Select(i => new TimedCandidate(Genotype.Parse($"stem.channels={i}"), Metrics.None.With("work", i * 1e6))
        {
            Brief = new Cost(TimeSpan.FromSeconds(i * 1e-3 * 5_350), TimeSpan.Zero, 5_000, 0),
            BriefValue = 0.65 + (0.05 * i),
            ZeroCost = TimeSpan.FromSeconds(1),
            ZeroCostValue = i,
        })],
        Full = [(CandidateId.Trial(4), 60), (CandidateId.Trial(3), 50), (CandidateId.Baseline("lenet-5"), 20)],
        Epochs = (10, 60),
    };

    private static readonly IEqualityComparer<(double, double)> Within = EqualityComparer<(double, double)>.Create((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-9);
}
