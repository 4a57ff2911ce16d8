using System.Text.Json.Nodes;
using Nascent.Jobs.Judging;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Trust;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Judging;

public sealed class KnownCorrelationsTests
{
    [Fact]
    public void A_judged_run_of_the_same_data_and_space_says_how_its_trials_rank()
    {
        var known = KnownCorrelations.Of(SampleRun.Spec, SampleRun.Spec, Report()).ShouldNotBeNull();
        (known.Estimator, known.Passes, known.Source).ShouldBe(("train", 1.0, "run sample, 6 fully trained networks, 8 epochs"));
        known.Rho.ShouldBe(Report().Judged[0].Agreement.Rho);
        known.SpeaksOf("train", 1.5).ShouldBeTrue();
        known.SpeaksOf("train", 2).ShouldBeFalse();
        known.SpeaksOf("zero-cost", null).ShouldBeFalse();
    }

    [Fact]
    public void A_run_of_other_data_another_space_or_another_metric_says_nothing()
    {
        KnownCorrelations.Of(SampleRun.Spec, SampleRun.Spec with { Data = SampleRun.Spec.Data with { Checksum = "cd" } }, Report()).ShouldBeNull();
        KnownCorrelations.Of(SampleRun.Spec, SampleRun.Spec with { Space = JsonNode.Parse("""{"name":"mobile"}""")! }, Report()).ShouldBeNull();
        KnownCorrelations.Of(SampleRun.Spec, SampleRun.Spec with { Objectives = [Objective.Of("macro_f1")] }, Report()).ShouldBeNull();
        KnownCorrelations.Of(SampleRun.Spec, SampleRun.Spec, null).ShouldBeNull();
    }

    [Fact]
    public void Few_candidates_or_a_training_that_is_not_much_longer_than_a_trial_say_too_little()
    {
        KnownCorrelations.Of(SampleRun.Spec, SampleRun.Spec, Report(0, 12, 24)).ShouldBeNull();
        var longer = SampleRun.Spec with { Fidelity = SampleRun.Spec.Fidelity.With(Nascent.Estimation.Fidelity.Epochs, 5) };
        KnownCorrelations.Of(longer, longer, Report()).ShouldBeNull();
    }

    [Fact]
    public void The_documentation_speaks_of_its_own_space_data_and_metric()
    {
        var spec = SampleRun.Spec with { Space = JsonNode.Parse("""{"name":"tiny-cnn"}""")!, Data = SampleRun.Spec.Data with { Source = "fashion-mnist" }, Objectives = [Objective.Of("accuracy")] };
        DocumentedCorrelations.Of(spec).ShouldContain(known => known.SpeaksOf("train", 0.4) && known.Rho.Value > 0);
        DocumentedCorrelations.Of(spec with { Data = spec.Data with { Source = "photos" } }).ShouldBeEmpty();
        DocumentedCorrelations.Of(spec with { Objectives = [Objective.Of("macro_f1")] }).ShouldBeEmpty();
        DocumentedCorrelations.Of(spec with { Space = JsonNode.Parse("""{"name":"nas-bench-201"}""")! }).ShouldHaveSingleItem().Estimator.ShouldBe("zero-cost");
    }

    private static TrustReport Report() => Report(0, 12, 24, 36);

    // The sample run has two more of its own, of 8 epochs as well.
    private static TrustReport Report(params int[] trials) => TrustEvidence.Judge(SampleRun.State(), [.. trials.Select(trial => new TrustTraining(trial, 0, 8, 0.8 + (0.001 * trial), 1))])!;
}
