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
        var chosen = WinnerRule.Of(Spec([]), State((0, 0.80, 0), (0, 0.90, 0), (1, 0.84, 0), (1, 0.84, 0)), _ => 0)!;
        (chosen.Candidate.TrialNumber, chosen.Replicate).ShouldBe((0, 1));
    }

    [Fact]
    public void Without_a_found_network_there_is_no_winner() => WinnerRule.Of(Spec([]), RunState.Empty, _ => 0).ShouldBeNull();

    private static int? Winner(string[] limits, params (int Trial, double Accuracy, double Loss)[] results) => Winner(limits, _ => 0, results);

    private static int? Winner(string[] limits, Func<int, double> latency, params (int Trial, double Accuracy, double Loss)[] results) =>
        WinnerRule.Of(Spec(limits), State(results), id => latency(id.TrialNumber!.Value))!.Candidate.TrialNumber;

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
