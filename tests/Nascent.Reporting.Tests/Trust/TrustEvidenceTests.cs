using Nascent.Reporting.Trust;
using Nascent.Testing.Search;

namespace Nascent.Reporting.Tests.Trust;

public sealed class TrustEvidenceTests
{
    private const int OwnEpochs = 8; // of the sample run, which trained its trials 46 and 39 in full over three seeds

    [Fact]
    public void The_runs_own_trainings_of_that_length_count_beside_the_added_ones()
    {
        var report = TrustEvidence.Judge(SampleRun.State(), [Added(0, 0.80), Added(12, 0.85)]).ShouldNotBeNull();
        report.Epochs.ShouldBe(OwnEpochs);
        report.Candidates.Select(candidate => candidate.Trial.Number).ShouldBe([46, 39, 12, 0], ignoreOrder: true);
        report.Candidates.Single(candidate => candidate.Trial.Number == 46).Values.Length.ShouldBe(3);
        report.SeedTau.ShouldBeNull(); // only two were trained more than once
    }

    [Fact]
    public void The_length_with_the_most_added_trainings_is_judged() =>
        TrustEvidence.Judge(SampleRun.State(), [Added(0, 0.80), Added(0, 0.6, 2), Added(12, 0.7, 2), Added(24, 0.7, 2)])!.Candidates.Select(candidate => candidate.Trial.Number).ShouldBe([24, 12, 0], ignoreOrder: true);

    [Fact]
    public void Nothing_is_judged_by_the_runs_own_best_alone_or_by_fewer_than_three()
    {
        TrustEvidence.Judge(SampleRun.State(), []).ShouldBeNull();
        TrustEvidence.Judge(SampleRun.State(), [Added(0, 0.6, 2), Added(12, 0.7, 2)]).ShouldBeNull();
        TrustEvidence.Judge(SampleRun.State(), [Added(0, 0.6, 2), Added(12, 0.7, 2), Added(24, 0, 2) with { Value = null, Failure = "nan" }]).ShouldBeNull();
    }

    [Fact]
    public void A_seed_that_the_run_trained_itself_counts_once() =>
        TrustEvidence.Of(OwnEpochs, SampleRun.State(), [Added(46, 0.1)]).Where(training => training.Trial == 46).Select(training => training.Value).ShouldNotContain(0.1);

    private static TrustTraining Added(int trial, double value, int epochs = OwnEpochs) => new(trial, 0, epochs, value, 10);
}
