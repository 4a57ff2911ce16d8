using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Search;
using Nascent.Torch.Training;

namespace Nascent.Cli.Composition;

/// <summary>How long networks need for an epoch of full training on this machine, as short trainings by the same recipe have measured it.</summary>
/// <param name="Timings">What each short training cost, with one scoring at its end.</param>
/// <param name="TrainingSamples">Samples of the training part.</param>
/// <param name="ValidationSamples">Samples of the validation part, on which each epoch ends.</param>
internal sealed record TrainingSpeed(ImmutableDictionary<CandidateId, Cost> Timings, int TrainingSamples, int ValidationSamples)
{
    // What a sample costs when a network is only scored on it, in training samples.
    private const double ScoredSample = 0.35;

    // Of the samples of a trial: long enough that starting hardly counts, short beside the search.
    private const double ShareOfATrial = 0.5;

    /// <summary>Nothing was measured.</summary>
    public static readonly TrainingSpeed Unknown = new(ImmutableDictionary<CandidateId, Cost>.Empty, 0, 0);

    /// <summary>The length of a short training: half of a trial's samples, and no weights are written.</summary>
    public static Fidelity FidelityOf(Fidelity trial) => Fidelity.Of(trial.Estimator)
        .With(Fidelity.Epochs, ShareOfATrial * trial.Axis(Fidelity.Epochs, 1) * trial.Axis(Fidelity.DataShare, 1)).With(TrainEstimator.KeepWeights, 0);

    /// <summary>Seconds that an epoch of a candidate takes on one worker; none for one that could not be trained, as it will end at once.</summary>
    public double SecondsPerEpoch(CandidateId candidate) => Timings.TryGetValue(candidate, out var cost) && cost.Samples > 0
        ? cost.Wall.TotalSeconds / (cost.Samples + (ScoredSample * ValidationSamples)) * (TrainingSamples + (ScoredSample * ValidationSamples))
        : 0;
}
