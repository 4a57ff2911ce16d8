using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training.Courses;
using Nascent.Torch.Training.Optimisers;
using TorchSharp;
using static TorchSharp.torch;

namespace Nascent.Torch.Training;

/// <summary>Fits a network's weights to the training part, epoch by epoch.</summary>
/// <remarks>
/// Everything follows from the seed: the order of samples from (epoch), their changes from (epoch, sample), mixup and dropout from (step).
/// With several parts, each batch is split, and each part is computed by a thread of its own with batch statistics of its own (ghost batch normalisation, Hoffer et al. 2017).
/// An epoch takes whole batches only, so that batch statistics never come from a few samples; which samples are left out changes each epoch.
/// </remarks>
internal sealed class Trainer : IDisposable
{
    private readonly TrainingRecipe _recipe;
    private readonly Seed _seed;
    private readonly int[] _used;
    private readonly BatchPart[] _parts; // the first has the network that is trained, the others copies
    private readonly PartThreads _threads;
    private readonly FlatOptimiser _optimiser;
    private readonly LearningRateSchedule _schedule;
    private readonly CourseLine _course;
    private readonly int _batchSize;
    private int[] _order = [];
    private long _begunAt;

    /// <param name="module">The network.</param>
    /// <param name="data">The data; its training part is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="epochs">Passes over the used data after which the training ends.</param>
    /// <param name="dataShare">The share of the data that is used.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="horizon">Passes for which the learning rate is scheduled, at least <paramref name="epochs"/>; these where it is null.</param>
    /// <param name="parts">Into how many parts each batch is split, each for a thread of its own.</param>
    /// <exception cref="NascentException">The horizon is before the end.</exception>
    public Trainer(ArchitectureModule module, PreparedData data, TrainingRecipe recipe, double epochs, double dataShare, Seed seed, double? horizon = null, int parts = 1)
    {
        (_recipe, _seed) = (recipe, seed);
        _used = TrainingSubset.Of(data.Train.Targets, dataShare);
        parts = Math.Clamp(parts, 1, Math.Min(recipe.BatchSize, _used.Length));
        var ofAPart = Math.Min(recipe.BatchSize, _used.Length) / parts;
        _batchSize = ofAPart * parts;
        StepsPerEpoch = _used.Length / _batchSize;
        if (horizon < epochs)
            throw new NascentException($"Fidelity axis 'horizon': found {horizon}, expected at least the {epochs} epochs that are trained.");
        ScheduledSteps = StepsOf(horizon ?? epochs);
        _course = new(StepsOf(epochs));
        ComesToItsEnd = TotalSteps == ScheduledSteps;
        _schedule = new(recipe.LearningRate, recipe.WarmUp, ScheduledSteps);
        using var scope = NewDisposeScope();
        _optimiser = FlatOptimiser.Of(module.Weights, recipe);
        _parts = [.. Enumerable.Range(0, parts).Select(part => new BatchPart(part == 0 ? module : module.Copy(), data, recipe, _used, ofAPart, ownsModule: part > 0))];
        _threads = new(parts);
    }

    /// <summary>Batches in one pass over the data.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Steps of the whole training, as planned now.</summary>
    public long TotalSteps => _course.TotalSteps;

    /// <summary>Whether the learning rate comes to its end when the training does.</summary>
    public bool ComesToItsEnd { get; }

    /// <summary>Each move of the end so far.</summary>
    public ImmutableArray<CourseChange> Course => _course.Changes;

    /// <summary>What moves the end; null, the default, where nothing does. Only for a training that <see cref="ComesToItsEnd"/>.</summary>
    public ICoursePilot? Pilot { get; set; }

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

    /// <summary>Goes on as one that has taken so many steps. Weights and <see cref="Memory"/> are the caller's to set; all else follows from the seed, the number of steps and the course.</summary>
    /// <param name="steps">Steps taken, at most <see cref="TotalSteps"/>.</param>
    /// <param name="lossSum">The sum of the losses of the epoch that has begun.</param>
    /// <param name="course">How the end had moved.</param>
    public void GoOnAfter(long steps, double lossSum, ImmutableArray<CourseChange> course)
    {
        foreach (var change in course)
            _course.Move(change);
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
        while (StepsDone < Math.Min(TotalSteps, begin + StepsPerEpoch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            LossSum += Step();
            if (StepsDone < TotalSteps && Pilot?.After(StepsDone, TotalSteps) is { } change)
                _course.Move(change);
        }

        var mean = LossSum / (StepsDone - begin);
        return mean <= 4 * Math.Max(_parts[0].LossOfIgnorance, 0.25)
            ? mean
            : throw new EstimationFailedException("diverged", $"The mean training loss of epoch {Math.Ceiling(EpochsDone)} is {mean:G4}, more than four times that of predicting the mean ({_parts[0].LossOfIgnorance:G4}).");
    }

    /// <summary>One batch: forward, backward, change of weights.</summary>
    /// <returns>The loss.</returns>
    public double Step()
    {
        var (epoch, place) = ((int)(StepsDone / StepsPerEpoch), (int)(StepsDone % StepsPerEpoch));
        if (place == 0)
            Shuffle(epoch);
        using var scope = NewDisposeScope();
        var loss = ForwardAndBackward(epoch, place);
        if (!double.IsFinite(loss))
            throw NotANumber("loss", loss);
        using (no_grad())
        {
            var norm = _optimiser.Step(_schedule.At(_course.PlaceOf(StepsDone)));
            if (!double.IsFinite(norm))
                throw NotANumber("gradient", norm);
        }

        StepsDone++;
        return loss;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        foreach (var part in _parts)
            part.Dispose();
        _optimiser.Dispose();
    }

    /// <summary>All parts of a batch side by side; what they give is put together in their order, so that it does not depend on which ends first.</summary>
    private double ForwardAndBackward(int epoch, int place)
    {
        var (size, step) = (_batchSize / _parts.Length, (ulong)StepsDone);
        var mixup = Mixup.Share(_recipe.Mixup, _seed.Derive("mixup").Derive(step));
        var (augmentation, dropout, losses) = (_seed.Derive("augmentation").Derive(epoch), new DropoutKey(_seed.Derive("dropout").Derive(step), _course.PlaceOf(StepsDone)), new double[_parts.Length]);
        void Run(int part) => losses[part] = _parts[part].ForwardAndBackward(
            _order[((place * _batchSize) + (part * size))..((place * _batchSize) + ((part + 1) * size))], augmentation, mixup, part == 0 ? dropout : dropout.Derive(part));
        CopyToParts();
        _threads.Run(Run);
        PutTogether();
        return losses.Average();
    }

    private void CopyToParts()
    {
        using var noGradient = no_grad();
        var from = _parts[0].Module.Weights;
        foreach (var part in _parts.AsSpan(1))
        {
            part.Module.Weights.Values.copy_(from.Values);
            part.Module.Weights.Statistics.copy_(from.Statistics);
        }
    }

    /// <summary>Means of the parts' gradients and of their running statistics.</summary>
    private void PutTogether()
    {
        if (_parts.Length == 1)
            return;
        using var noGradient = no_grad();
        var to = _parts[0].Module.Weights;
        foreach (var part in _parts.AsSpan(1))
        {
            to.Gradients.add_(part.Module.Weights.Gradients, Scalars.One);
            to.Statistics.add_(part.Module.Weights.Statistics, Scalars.One);
            part.Module.Weights.Gradients.zero_();
        }

        using var share = (1.0 / _parts.Length).ToScalar();
        to.Gradients.mul_(share);
        to.Statistics.mul_(share);
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
