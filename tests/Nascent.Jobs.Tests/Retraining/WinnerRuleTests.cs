using Nascent.Estimation;
using Nascent.Jobs.Retraining;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Retraining;

public sealed class WinnerRuleTests
{
    [Fact]
    public void The_best_mean_wins_where_nothing_is_limited() =>
        Winner([], (0, 0.80, 0.40), (1, 0.84, 0.66), (2, 0.80, 0.47)).ShouldBe(1);

    [Fact]
    public void A_limit_on_predictions_is_judged_by_full_training() =>
        Winner(["log_loss<=0.58"], (0, 0.80, 0.40), (1, 0.84, 0.66), (2, 0.82, 0.47)).ShouldBe(2);

    [Fact]
    public void Where_none_keeps_the_limit_the_one_that_breaks_it_least_wins() =>
        Winner(["log_loss<=0.30"], (0, 0.80, 0.40), (1, 0.84, 0.66), (2, 0.82, 0.47)).ShouldBe(0);

    [Fact]
    public void A_limit_on_latency_is_judged_by_the_clock_at_the_end()
    {
        var timed = new List<int>();
        Winner(["latency<=2ms"], id => { timed.Add(id); return id == 1 ? 2.5 : 1.5; }, (0, 0.80, 0.40), (1, 0.84, 0.66)).ShouldBe(0);
        timed.ShouldBe([0, 1]);
        Winner(["params<=100k"], _ => throw new InvalidOperationException("no limit asks for a clock"), (0, 0.80, 0.40), (1, 0.84, 0.66)).ShouldBe(1);
    }

    [Fact]
    public void Means_are_over_seeds_and_the_best_of_them_is_handed_over()
    {
        var chosen = WinnerRule.Of(Spec([]), State((0, 0.80, 0), (0, 0.90, 0), (1, 0.84, 0), (1, 0.84, 0)), _ => 0, Samples)!;
        (chosen.Candidate.TrialNumber, chosen.Replicate).ShouldBe((0, 1));
    }

    [Fact]
    public void Without_a_found_network_there_is_no_winner() => WinnerRule.Of(Spec([]), RunState.Empty, _ => 0, Samples).ShouldBeNull();

    [Fact]
    public void A_baseline_that_is_better_is_handed_over_and_of_equals_the_found_network()
    {
        CandidateId Chosen(double accuracy, params string[] limits) => WinnerRule.Of(Spec(limits), With(State((0, 0.80, 0), (1, 0.84, 0)), CandidateId.Baseline("plain"), accuracy), _ => 1, Samples)!.Candidate;
        Chosen(0.85).ShouldBe(CandidateId.Baseline("plain"));
        Chosen(0.84).ShouldBe(CandidateId.Trial(1), "the costs of none are known here");
        Chosen(Math.BitIncrement(0.84)).ShouldBe(CandidateId.Trial(1), "sums of the same scores in another order differ by as much");
        Chosen(0.85, "params<=400").ShouldBe(CandidateId.Trial(1), "the search holds limits on costs of found networks, a baseline may break them");
        Chosen(0.85, "work<=1").ShouldBe(CandidateId.Baseline("plain"), "its training is over");
    }

    [Fact]
    public void Of_equals_the_smaller_is_handed_over()
    {
        CandidateId Chosen(double found, double baseline)
        {
            var state = With(State((1, 0.84, 0)), CandidateId.Baseline("plain"), 0.84);
            return WinnerRule.Of(Spec([]), state with { Retrained = [.. state.Retrained.Select(one => one with { Costs = Metrics.None.With("params", one.Candidate.BaselineName is null ? found : baseline) })] }, _ => 0, Samples)!.Candidate;
        }

        Chosen(900, 100).ShouldBe(CandidateId.Baseline("plain"));
        Chosen(100, 900).ShouldBe(CandidateId.Trial(1));
        Chosen(100, 100).ShouldBe(CandidateId.Trial(1));
    }

    [Fact]
    public void A_baseline_without_weights_cannot_be_handed_over() =>
        WinnerRule.Of(Spec([]), With(State((0, 0.80, 0)), CandidateId.Baseline("plain"), 0.9, hasWeights: false), _ => 0, Samples)!.Candidate.ShouldBe(CandidateId.Trial(0));

    [Fact]
    public void A_baseline_alone_is_no_result_of_a_search() =>
        WinnerRule.Of(Spec([]), With(State(), CandidateId.Baseline("plain"), 0.9), _ => 0, Samples).ShouldBeNull();

    [Fact]
    public void An_ensemble_is_preferred_within_one_standard_error_of_the_samples()
    {
        CandidateId Chosen(double accuracy, int samples) => WinnerRule.Of(Spec([]), With(State((0, 0.84, 0)), CandidateId.Ensemble, accuracy), _ => 0, samples)!.Candidate;
        Chosen(0.84, 1_000_000).ShouldBe(CandidateId.Ensemble);
        Chosen(0.83, 1_000).ShouldBe(CandidateId.Ensemble); // √(0.83 · 0.17 / 1,000) = 0.0119
        Chosen(0.83, 2_000).ShouldBe(CandidateId.Trial(0)); // 0.0084
    }

    private const int Samples = 1_000;

    private static RunState With(RunState state, CandidateId candidate, double accuracy, bool hasWeights = true) => state with
    {
        Retrained = state.Retrained.Add(new(candidate, 0, new Evaluation(Metrics.None.With("accuracy", accuracy), Cost.None, [], hasWeights ? [new(ArtifactRef.Weights, "artifacts/plain.safetensors", "")] : []), Metrics.None.With("params", 500).With("work", 9), false, null)),
    };

    private static int? Winner(string[] limits, params (int Trial, double Accuracy, double Loss)[] results) => Winner(limits, _ => 0, results);

    private static int? Winner(string[] limits, Func<int, double> latency, params (int Trial, double Accuracy, double Loss)[] results) =>
        WinnerRule.Of(Spec(limits), State(results), id => latency(id.TrialNumber!.Value), Samples)!.Candidate.TrialNumber;

    private static RunSpec Spec(string[] limits) => FakeRuns.Spec() with { Constraints = [.. limits.Select(Constraint.Parse)] };

    private static RunState State(params (int Trial, double Accuracy, double Loss)[] results)
    {
        var plan = new RunEvent.RetrainPlanned([.. results.Select(result => CandidateId.Trial(result.Trial)).Distinct()], 2, Fidelity.Of("train"));
        return RunState.Empty with
        {
            Plan = plan,
            Retrained = [.. results.Select((result, i) => new RetrainResult(
                CandidateId.Trial(result.Trial), results.Take(i).Count(other => other.Trial == result.Trial),
                new Evaluation(Metrics.None.With("accuracy", result.Accuracy).With("log_loss", result.Loss), Cost.None, [], []), Metrics.None, false, null))],
        };
    }
}
