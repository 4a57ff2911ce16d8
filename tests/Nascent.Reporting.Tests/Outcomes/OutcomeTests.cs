using Nascent.Estimation;
using Nascent.Reporting.Outcomes;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Reporting.Tests.Outcomes;

public sealed class OutcomeTests
{
    [Fact]
    public void Candidates_stand_in_the_order_of_the_plan()
    {
        var candidates = SampleRun.Story().Candidates;
        candidates.Select(candidate => candidate.Label).ShouldBe(["trial 46", "trial 39", "lenet-5", "mobile-small"]);
        candidates[0].IsWinner.ShouldBeTrue();
        candidates[0].Test!.Count.ShouldBe(3);
        candidates[2].IsReused.ShouldBeTrue();
    }

    [Fact]
    public void A_layer_holds_the_normalisation_and_activation_that_follow_it()
    {
        var layers = SampleRun.Story().Layers;
        layers[0].Operator.ShouldBe("conv 3×3 · batch norm · hard-swish");
        layers[0].Parameters.ShouldBe((16 * 9) + 32);
        layers[3].Operator.ShouldStartWith("depthwise conv 3×3");
        layers[5].Inputs.ShouldBe([1, 4]);
        layers[^1].Operator.ShouldBe("linear 10");
    }

    [Fact]
    public void A_verdict_says_when_a_baseline_is_ahead()
    {
        var objective = Objective.Of("accuracy");
        var candidates = SampleRun.Story().Candidates;
        Verdict.Of(candidates, objective, []).Sentence.ShouldBe("The chosen network beats the best of 2 baselines, lenet-5, by 2.26 percentage points of test accuracy (90.06 % compared with 87.80 %).");
        Verdict.Of([candidates[0] with { Test = new(0.80, 0.01, 3) }, candidates[2]], objective, []).Sentence.ShouldStartWith("The baseline lenet-5 beats the chosen network by 7.80 percentage points of test accuracy (87.80 % compared with 80.00 %).");
        Verdict.Of([candidates[0] with { Test = new(0.90, null, 1) }, candidates[2] with { Test = new(0.88, null, 1) }], objective, []).Sentence.ShouldEndWith("With one training each, the chance in training is not known.");
        Verdict.Of([candidates[0] with { Test = new(0.90, 0.01, 2) }, candidates[2] with { Test = new(0.88, null, 1) }], objective, []).Sentence.ShouldStartWith("Too close to call: ");
        Verdict.Of([candidates[0] with { Test = new(0.90, 0.005, 2) }, candidates[2] with { Test = new(0.88, null, 1) }], objective, []).Sentence.ShouldStartWith("Too close to call: "); // t = 3.3 with one degree of freedom: p = 0.19
        Verdict.Of([candidates[0] with { Test = new(0.90, 0.001, 2) }, candidates[2] with { Test = new(0.88, null, 1) }], objective, []).Sentence.ShouldStartWith("The chosen network beats");
        foreach (var found in new[] { 0.879, 0.881 })
            Verdict.Of([candidates[0] with { Test = new(found, 0.01, 3) }, candidates[2] with { Test = new(0.88, 0.01, 3) }], objective, []).Sentence.ShouldStartWith("Too close to call: ");
    }

    [Fact]
    public void A_verdict_says_that_a_baseline_is_handed_over_and_what_else_there_is()
    {
        var candidates = SampleRun.Story().Candidates;
        var verdict = Verdict.Of([candidates[0] with { IsWinner = false }, candidates[2] with { IsWinner = true, Validation = new(0.92, null, 1) }], Objective.Of("accuracy"), []);
        verdict.Kind.ShouldBe(VerdictKind.BaselineChosen);
        verdict.Sentence.ShouldBe($"The baseline lenet-5 is handed over: its validation accuracy of 92.00 % beats that of the best network found, trial 46, {100 * candidates[0].Validation!.Mean:0.00} %. On the test set they have 87.80 % and 90.06 %.");
        verdict.Alternative!.FileName.ShouldBe("trial-46");
        var ensemble = candidates[0] with { Candidate = CandidateId.Ensemble, Test = new(0.93, null, 1) };
        Verdict.Of([ensemble, candidates[2]], Objective.Of("accuracy"), []).Sentence.ShouldContain("ensemble");
    }

    [Fact]
    public void The_largest_class_stands_beside_an_accuracy()
    {
        var story = SampleRun.Story();
        ClassShare.Of(story)!.Class.ShouldBe("T-shirt/top");
        ClassShare.Sentence(story)!.ShouldStartWith("The largest class, 'T-shirt/top', is ");
        ClassShare.Sentence(story)!.ShouldNotContain("no better");
        var flattered = story with { Data = story.Data! with { Classes = ["no", "yes"] }, Test = new TestFacts([[59, 0], [1, 0]], []) };
        ClassShare.Sentence(flattered).ShouldBe("The largest class, 'no', is 98.33 % of the test set; always naming it would be right that often. The chosen network is no better by this metric; --maximize balanced_accuracy and --class-weights help.");
        ClassShare.Sentence(story with { Test = null }).ShouldBeNull();
        ClassShare.Of(story with { Test = new TestFacts([], [[1, 2]]) }).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.500001, 0.5)]
    [InlineData(0.5, 0.500001)]
    public void What_is_shown_as_equal_is_no_lead(double found, double baseline)
    {
        var candidates = SampleRun.Story().Candidates;
        Verdict.Of([candidates[0] with { Test = new(found, null, 1) }, candidates[2] with { Test = new(baseline, null, 1) }], Objective.Of("accuracy"), []).Sentence.ShouldBe(
            "Too close to call: the chosen network and the baseline, lenet-5, have the same test accuracy, 50.00 %. With one training each, the chance in training is not known.");
    }

    [Fact]
    public void Few_test_samples_leave_an_accuracy_open_as_they_exactly_do()
    {
        var story = SampleRun.Story();
        string? Of(int right, int wrong) => TestRange.Sentence(story with
        {
            Test = new([[right, wrong], [0, 0]], []),
            State = story.State with { Deployed = story.State.Deployed! with { Metrics = story.State.Deployed.Metrics.With("accuracy", (double)right / (right + wrong)) } },
        });
        Of(20, 0).ShouldBe("best.onnx has 20 of 20 test samples right. So few leave its accuracy open between 83.2 and 100.0 % (95 % interval).");
        Of(19, 5)!.ShouldEndWith("between 57.8 and 92.9 % (95 % interval).");
        Of(900, 100).ShouldBeNull();
        TestRange.Sentence(story with { Test = null }).ShouldBeNull();
        TestRange.Of(story with { Test = new([[20, 0], [0, 0]], []) }, 1)!.High.ShouldBe(1, "a score has no interval beyond 100 %");
    }

    [Fact]
    public void The_noise_of_the_test_set_counts_for_both_sides()
    {
        var objective = Objective.Of("accuracy");
        var candidates = SampleRun.Story().Candidates;
        string Of(double mine, double sampleError, double? deviation = null, int seeds = 1) => Verdict.Of(
            [candidates[0] with { Test = new(mine, deviation, seeds) }, candidates[2] with { Test = new(0.88, deviation, seeds) }], objective, [new("lenet-5", mine - 0.88, sampleError)]).Sentence;
        Of(0.90, 0.005).ShouldBe("The chosen network beats the baseline, lenet-5, by 2.00 percentage points of test accuracy (90.00 % compared with 88.00 %). With one training each, the chance in training is not known.");
        Of(0.86, 0.005).ShouldEndWith("With one training each, the chance in training is not known.");
        Of(0.90, 0.015).ShouldStartWith("Too close to call: ");
        Of(0.86, 0.015).ShouldStartWith("Too close to call: ");
        Of(0.90, 0.005, 0.002, 3).ShouldStartWith("The chosen network beats");
        Of(0.90, 0.012, 0.002, 3).ShouldStartWith("Too close to call: ");
    }

    [Fact]
    public void Each_limit_is_told_with_the_value_of_the_chosen_network()
    {
        var state = SampleRun.State();
        var winner = CandidateSummary.AllOf(state).First(candidate => candidate.IsWinner);
        var parameters = winner.Costs["params"]!.Value;
        var limited = state with { Spec = state.Spec! with { Constraints = [new("params", true, parameters), new("params", true, parameters - 1), new("accuracy", false, 0.999), new("latency", true, 1e6)] } };
        var limits = LimitFact.AllOf(limited, winner);
        limits.Select(limit => limit.IsKept).ShouldBe([true, false, false, limited.Deployed is null ? null : true]);
        limits[2].Value!.Value.ShouldBe(winner.Runs.Average(run => run.Evaluation.Metrics["accuracy"]!.Value), 1e-12);
        limits[1].Line.ShouldContain("BROKEN");
        LimitFact.AllOf(limited, null).ShouldBeEmpty();
    }

    [Fact]
    public void The_best_keeps_every_limit()
    {
        var state = SampleRun.State();
        var best = Standing.Best(state)!;
        best.State.ShouldBe(TrialState.Succeeded);
        Standing.BestSoFar(state)[^1].ShouldBe(best.Metrics["accuracy"]!.Value);
        Standing.BestSoFar(state).ShouldBeInOrder();
    }

    [Fact]
    public void Scores_of_less_training_are_no_best_and_no_best_so_far()
    {
        var state = SampleRun.State();
        var best = Standing.Best(state)!;
        var flattered = best with { Number = state.Trials.Count, Fidelity = best.Fidelity.With(Fidelity.Epochs, 0.1), Metrics = best.Metrics.With("accuracy", 1), Genotype = state.Trials[0].Genotype };
        var with = state with { Trials = state.Trials.Add(flattered) };
        Standing.Best(with).ShouldBe(best);
        Standing.BestSoFar(with).ShouldBe(Standing.BestSoFar(state));
        Standing.Comparable(with).ShouldNotContain(flattered);
        Standing.Comparable(state with { Trials = [flattered] }).ShouldBe([flattered]);
    }

    [Fact]
    public void A_tally_names_what_happened() => Tally.Of(SampleRun.State()).ToString().ShouldBe("41 trained, 1 failed, 3 rejected, 3 duplicates");

    [Fact]
    public void A_tally_tells_what_a_rule_stopped_from_what_the_clock_left_unfinished() =>
        new Tally(5, 0, 0, 1, 3, 2) { StoppedByRule = 1 }.ToString().ShouldBe("5 trained, 1 duplicate, 1 stopped early, 2 unfinished, 2 running or queued");

    [Theory]
    [InlineData(0.90326, 0.90624, "0.29 percentage points of test accuracy (90.62 % compared with 90.33 %)")] // shown, as 0.298 is not
    [InlineData(0.85, 0.9, "5.00 percentage points of test accuracy (90.00 % compared with 85.00 %)")]
    public void A_difference_is_that_of_the_numbers_beside_it(double found, double baseline, string expected)
    {
        var candidates = SampleRun.Story().Candidates;
        Verdict.Of([candidates[0] with { Test = new(found, null, 1) }, candidates[2] with { Test = new(baseline, null, 1) }], Objective.Of("accuracy"), []).Sentence.ShouldContain(expected);
    }
}
