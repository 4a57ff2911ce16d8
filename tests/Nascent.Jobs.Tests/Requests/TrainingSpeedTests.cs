using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Jobs.Requests;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Requests;

public sealed class TrainingSpeedTests
{
    private static readonly CandidateId Known = CandidateId.Baseline("known");

    [Fact]
    public void A_short_training_has_half_of_a_trials_samples_and_writes_no_weights()
    {
        var fidelity = TrainingSpeed.FidelityOf(Fidelity.Of("train").With(Fidelity.Epochs, 2).With(Fidelity.DataShare, 0.4), 9_000);
        fidelity.Axis(Fidelity.Epochs, 0).ShouldBe(0.4, 1e-12);
        fidelity.Axis(TrainEstimator.KeepWeights, 1).ShouldBe(0);
        fidelity.Axes.ContainsKey(Fidelity.DataShare).ShouldBeFalse();
    }

    [Fact]
    public void A_short_training_after_trials_without_training_has_half_of_the_usual_samples()
    {
        var fidelity = TrainingSpeed.FidelityOf(Fidelity.Of("zero-cost"), 4 * SearchDefaults.SamplesOfATrial);
        fidelity.Estimator.ShouldBe("train");
        fidelity.Axis(Fidelity.Epochs, 0).ShouldBe(0.125, 1e-12);
    }

    [Fact]
    public void An_epoch_takes_as_long_as_its_samples_and_its_scoring_at_the_measured_speed()
    {
        // 1,000 samples of training and as many of scoring, at 0.35 each, took 2.7 s: 2 ms a sample. An epoch is 9,000 and the same scoring.
        var speed = new TrainingSpeed(Timed(seconds: 2.7, samples: 1_000), 9_000, 1_000);
        speed.SecondsPerEpoch(Known).ShouldBe(2e-3 * 9_350, 1e-9);
    }

    [Fact]
    public void What_could_not_be_trained_takes_no_time()
    {
        var speed = new TrainingSpeed(Timed(1, 0), 9_000, 1_000);
        speed.SecondsPerEpoch(Known).ShouldBe(0);
        speed.SecondsPerEpoch(CandidateId.Trial(3)).ShouldBe(0);
    }

    private static ImmutableDictionary<CandidateId, Cost> Timed(double seconds, long samples) =>
        ImmutableDictionary<CandidateId, Cost>.Empty.Add(Known, new Cost(TimeSpan.FromSeconds(seconds), TimeSpan.Zero, samples, 0));
}
