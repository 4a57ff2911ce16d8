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
        Verdict.Of(candidates, objective).ShouldStartWith("The found network beats");
        Verdict.Of([candidates[0] with { Test = new(0.80, 0.01, 3) }, candidates[2]], objective).ShouldStartWith("The baseline lenet-5 is ahead of the found network by");
        Verdict.Of([candidates[0] with { Test = new(0.90, null, 1) }, candidates[2] with { Test = new(0.88, null, 1) }], objective).ShouldEndWith("one seed each, so chance cannot be told apart).");
        Verdict.Of([candidates[0] with { Test = new(0.90, 0.01, 2) }, candidates[2] with { Test = new(0.88, null, 1) }], objective).ShouldContain("too close for these seeds to tell apart");
        Verdict.Of([candidates[0] with { Test = new(0.90, 0.005, 2) }, candidates[2] with { Test = new(0.88, null, 1) }], objective).ShouldStartWith("The found network beats");
        foreach (var found in new[] { 0.879, 0.881 })
            Verdict.Of([candidates[0] with { Test = new(found, 0.01, 3) }, candidates[2] with { Test = new(0.88, 0.01, 3) }], objective).ShouldContain("too close for these seeds to tell apart");
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
    public void A_tally_names_what_happened() => Tally.Of(SampleRun.State()).ToString().ShouldBe("41 trained, 1 failed, 3 rejected unseen, 3 repeated");
}
