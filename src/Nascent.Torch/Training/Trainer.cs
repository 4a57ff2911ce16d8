using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training.Optimisers;
using static TorchSharp.torch;

namespace Nascent.Torch.Training;

/// <summary>Fits a network's weights to the training part, epoch by epoch.</summary>
/// <remarks>
/// Everything follows from the seed: the order of samples from (epoch), their changes from (epoch, sample), mixup and dropout from (step).
/// An epoch takes whole batches only, so that batch statistics never come from a few samples; which samples are left out changes each epoch.
/// </remarks>
internal sealed class Trainer : IDisposable
{
    private readonly ArchitectureModule _module;
    private readonly TrainingRecipe _recipe;
    private readonly Seed _seed;
    private readonly int[] _used;
    private readonly BatchSource _source;
    private readonly TrainingLoss _loss;
    private readonly FlatOptimiser _optimiser;
    private readonly LearningRateSchedule _schedule;
    private readonly int _batchSize;
    private readonly Tensor _input;
    private readonly Tensor _outputGradient;
    private int[] _order = [];
    private long _begunAt;

    /// <param name="module">The network.</param>
    /// <param name="data">The data; its training part is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="epochs">Passes over the used data after which the training ends.</param>
    /// <param name="dataShare">The share of the data that is used.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="horizon">Passes for which the learning rate is scheduled, at least <paramref name="epochs"/>; these where it is null.</param>
    /// <exception cref="NascentException">The horizon is before the end.</exception>
    public Trainer(ArchitectureModule module, PreparedData data, TrainingRecipe recipe, double epochs, double dataShare, Seed seed, double? horizon = null)
    {
        (_module, _recipe, _seed) = (module, recipe, seed);
        _used = TrainingSubset.Of(data.Train.Targets, dataShare);
        _source = BatchSource.Of(data.Train, data.Preprocessing, recipe);
        _loss = TrainingLoss.Of(data.Task, data.Train.Targets, _used, recipe);
        _batchSize = Math.Min(recipe.BatchSize, _used.Length);
        StepsPerEpoch = _used.Length / _batchSize;
        if (horizon < epochs)
            throw new NascentException($"Fidelity axis 'horizon': found {horizon}, expected at least the {epochs} epochs that are trained.");
        TotalSteps = StepsOf(epochs);
        ScheduledSteps = StepsOf(horizon ?? epochs);
        _schedule = new(recipe.LearningRate, recipe.WarmUp, ScheduledSteps);
        using var scope = NewDisposeScope();
        _optimiser = FlatOptimiser.Of(module.Weights, recipe);
        _input = ChannelsLast.Empty([_batchSize, .. _source.SampleSizes], CPU).DetachFromDisposeScope();
        _outputGradient = zeros(_batchSize, data.Task.Outputs).DetachFromDisposeScope();
    }

    /// <summary>Batches in one pass over the data.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Steps of the whole training.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps for which the learning rate is scheduled.</summary>
    public long ScheduledSteps { get; }

    /// <summary>Steps taken, those before a checkpoint among them.</summary>
    public long StepsDone { get; private set; }

    /// <summary>Whether an epoch has begun and not ended.</summary>
    public bool IsWithinEpoch => StepsDone % StepsPerEpoch != 0;

    /// <summary>The sum of the losses of the present epoch's steps, or of the last one's where none has begun.</summary>
    public double LossSum { get; private set; }

    /// <summary>What the optimiser remembers.</summary>
    public ImmutableArray<Tensor> Memory => _optimiser.Memory;

    /// <summary>Samples that this trainer saw itself.</summary>
    public long SamplesSeen => (StepsDone - _begunAt) * _batchSize;

    /// <summary>Passes over the data, whole or not.</summary>
    public double EpochsDone => (double)StepsDone / StepsPerEpoch;

    /// <summary>Goes on as one that has taken so many steps. Weights and <see cref="Memory"/> are the caller's to set; all else follows from the seed and the number of steps.</summary>
    /// <param name="steps">Steps taken, at most <see cref="TotalSteps"/>.</param>
    /// <param name="lossSum">The sum of the losses of the epoch that has begun.</param>
    public void GoOnAfter(long steps, double lossSum)
    {
        (StepsDone, _begunAt, LossSum) = (steps, steps, lossSum);
        _optimiser.GoOnAfter(steps);
        if (IsWithinEpoch)
            Shuffle((int)(steps / StepsPerEpoch));
    }

    /// <summary>Trains to the end of the epoch, or of the training.</summary>
    /// <returns>The mean loss of the epoch's steps.</returns>
    /// <exception cref="EstimationFailedException">The loss is no number, or far above that of knowing nothing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    public double RunEpoch(CancellationToken cancellationToken)
    {
        var begin = StepsDone - (StepsDone % StepsPerEpoch);
        if (!IsWithinEpoch)
            LossSum = 0;
        for (var end = Math.Min(TotalSteps, begin + StepsPerEpoch); StepsDone < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LossSum += Step();
        }

        var mean = LossSum / (StepsDone - begin);
        return mean <= 4 * Math.Max(_loss.OfIgnorance, 0.25)
            ? mean
            : throw new EstimationFailedException("diverged", $"The mean training loss of epoch {Math.Ceiling(EpochsDone)} is {mean:G4}, more than four times that of predicting the mean ({_loss.OfIgnorance:G4}).");
    }

    /// <summary>One batch: forward, backward, change of weights.</summary>
    /// <returns>The loss.</returns>
    public double Step()
    {
        var (epoch, place) = ((int)(StepsDone / StepsPerEpoch), (int)(StepsDone % StepsPerEpoch));
        if (place == 0)
            Shuffle(epoch);
        var batch = _order.AsSpan(place * _batchSize, _batchSize);
        using var scope = NewDisposeScope();
        var input = TensorMemory.Span(_input);
        _source.FillAugmented(batch, _seed.Derive("augmentation").Derive(epoch), input);
        var share = Mixup.Share(_recipe.Mixup, _seed.Derive("mixup").Derive((ulong)StepsDone));
        Mixup.Apply(input, _batchSize, share);
        var loss = ForwardAndBackward(place, share);
        using (no_grad())
        {
            var norm = _optimiser.Step(_schedule.At(StepsDone));
            if (!double.IsFinite(norm))
                throw NotANumber("gradient", norm);
        }

        StepsDone++;
        return loss;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _input.Dispose();
        _outputGradient.Dispose();
    }

    private double ForwardAndBackward(int place, double share)
    {
        var loss = 0.0;
        _module.ForwardAndBackward([_input.to(_module.Device)], _seed.Derive("dropout").Derive((ulong)StepsDone), output =>
        {
            var scores = output.cpu().contiguous();
            loss = _loss.Evaluate(_order.AsSpan(place * _batchSize, _batchSize), share, TensorMemory.Span(scores), TensorMemory.Span(_outputGradient));
            return double.IsFinite(loss) ? _outputGradient.to(_module.Device) : throw NotANumber("loss", loss);
        });
        return loss;
    }

    private long StepsOf(double epochs) => Math.Max(1, (long)Math.Round(epochs * StepsPerEpoch));

    private void Shuffle(int epoch)
    {
        _order = [.. _used];
        _seed.Derive("order").Derive(epoch).Stream().Shuffle<int>(_order);
    }

    private EstimationFailedException NotANumber(string what, double value) =>
        new("nan", $"The {what} is {value} at step {StepsDone} of {TotalSteps}.");
}
