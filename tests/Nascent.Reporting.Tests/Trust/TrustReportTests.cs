using Nascent.Genotypes;
using Nascent.Reporting.Trust;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Reporting.Tests.Trust;

public sealed class TrustReportTests
{
    [Fact]
    public void Scores_that_rank_as_full_training_does_are_believed()
    {
        var report = Of(i => 0.8 - (0.01 * i), i => 0.9 - (0.01 * i), i => 100 * (i % 3));
        report.Judged[0].Agreement.Tau.Value.ShouldBe(1);
        report.Judged[0].Agreement.Regret.Value.ShouldBe(0, 1e-12);
        report.SeedTau.ShouldBe(1);
        report.Sentence.ShouldStartWith("The search's scores are credible here");
    }

    [Fact]
    public void A_few_candidates_in_order_are_not_believed()
    {
        var trials = Trials(i => 0.8 - (0.01 * i), i => 100 * (i % 3))[..5];
        TrustReport.Of(SampleRun.Spec, trials, [.. trials.Select(trial => new TrustTraining(trial.Number, 0, 5, 0.9 - (0.01 * trial.Number), 1))], 5)
            .Sentence.ShouldStartWith("Too few networks to judge the search's scores: 5, at least 6 are needed (Kendall's τ 1.00");
    }

    [Fact]
    public void Scores_that_rank_no_better_than_the_costs_say_so() =>
        Of(i => 0.8 - (0.01 * i), i => 0.9 - (0.01 * i), i => 1000 - i).Sentence.ShouldContain("but no better than params");

    [Fact]
    public void Scores_that_have_nothing_to_do_with_full_training_are_not_believed()
    {
        var report = Of(i => 0.8 - (0.01 * i), i => 0.5 + (0.1 * (i % 2)), i => i);
        report.Sentence.ShouldStartWith("The search's scores may be no better than chance here");
        report.Judged[0].Agreement.Regret.Value.ShouldBe(0.1, 1e-12);
    }

    [Fact]
    public void What_could_not_be_trained_is_left_out_and_named()
    {
        var trials = Trials(i => 1 - (0.1 * i), i => i);
        var trainings = trials.Select(trial => new TrustTraining(trial.Number, 0, 5, trial.Number == 2 ? null : 0.5, 1, trial.Number == 2 ? "the loss is not a number" : null)).ToArray();
        var report = TrustReport.Of(SampleRun.Spec, trials, trainings, 5);
        report.Candidates.Select(candidate => candidate.Trial.Number).ShouldNotContain(2);
        report.Failures.ShouldBe(["trial 2: the loss is not a number"]);
        Should.Throw<NascentException>(() => TrustReport.Of(SampleRun.Spec, trials[..3], trainings, 5)).Message.ShouldContain("2 of 3 candidates could be trained in full, expected at least 3");
    }

    private static TrustReport Of(Func<int, double> estimate, Func<int, double> truth, Func<int, double> parameters)
    {
        var trials = Trials(estimate, parameters);
        return TrustReport.Of(SampleRun.Spec, trials, [.. trials.SelectMany(trial => new[] { 0, 1 }.Select(seed => new TrustTraining(trial.Number, seed, 5, truth(trial.Number), 1)))], 5);
    }

    private static Trial[] Trials(Func<int, double> estimate, Func<int, double> parameters) =>
    [
        .. Enumerable.Range(0, 12).Select(i => new Trial(i, Genotype.Parse($"stem.channels={i}"), SampleRun.Spec.Fidelity, TrialState.Succeeded)
        {
            Metrics = Metrics.None.With("accuracy", estimate(i)).With("params", parameters(i)).With("macs", i % 4),
        }),
    ];
}
