using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Requests;

/// <summary>How long networks need for an epoch of full training on this machine, as short trainings by the same recipe have measured it.</summary>
/// <param name="Timings">What each short training cost, with one scoring at its end.</param>
/// <param name="TrainingSamples">Samples of the training part.</param>
/// <param name="ValidationSamples">Samples of the validation part, on which each epoch ends.</param>
internal sealed record TrainingSpeed(ImmutableDictionary<CandidateId, Cost> Timings, int TrainingSamples, int ValidationSamples)
{
    /// <summary>What a sample costs when a network is only scored on it, in training samples.</summary>
    internal const double ScoredSample = 0.35;

    // Of the samples of a trial: long enough that starting hardly counts, short beside the search.
    private const double ShareOfATrial = 0.5;

    /// <summary>Nothing was measured.</summary>
    public static readonly TrainingSpeed Unknown = new(ImmutableDictionary<CandidateId, Cost>.Empty, 0, 0);

    /// <summary>The length of a short training: half of a trial's samples, and no weights are written.</summary>
    /// <param name="trial">The fidelity of a trial; where it trains nothing, half of the usual samples count.</param>
    /// <param name="trainingSamples">Samples of the training part.</param>
    public static Fidelity FidelityOf(Fidelity trial, int trainingSamples)
    {
        var passes = trial.Estimator == TrainEstimator.Name ? trial.Amount : Math.Min(1, (double)SearchDefaults.SamplesOfATrial / trainingSamples);
        return Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, ShareOfATrial * passes).With(TrainEstimator.KeepWeights, 0);
    }

    /// <summary>Seconds that an epoch of a candidate takes on one worker; none for one that could not be trained, as it will end at once.</summary>
    public double SecondsPerEpoch(CandidateId candidate) => Timings.TryGetValue(candidate, out var cost) && cost.Samples > 0
        ? cost.Wall.TotalSeconds / (cost.Samples + (ScoredSample * ValidationSamples)) * (TrainingSamples + (ScoredSample * ValidationSamples))
        : 0;
}
