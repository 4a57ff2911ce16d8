using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing;

/// <summary>Trains a supernet: each step takes a batch through the paths of a rule, and changes the weights once by the sum of their gradients.</summary>
/// <remarks>
/// Everything follows from the seed: the order of samples from the epoch, their changes from (epoch, sample), the paths and dropout from the step. Mixup is not used. Not safe for use by several threads at once.
/// </remarks>
public sealed class SupernetTrainer : IDisposable
{
    private readonly Supernet _supernet;
    private readonly PathRule _rule;
    private readonly Func<Genotype, bool> _allows;
    private readonly Seed _seed;
    private readonly int[] _order;
    private readonly int _batchSize;
    private readonly BatchSource _source;
    private readonly TrainingLoss _loss;
    private readonly SharedOptimiser _optimiser;
    private readonly LearningRateSchedule _schedule;
    private readonly Tensor _input;
    private readonly Tensor _outputGradient;
    private float[] _teacher = [];

    /// <param name="supernet">The supernet.</param>
    /// <param name="data">The data; its training part is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="rule">Which paths.</param>
    /// <param name="epochs">Passes over the data for which the learning rate is scheduled.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="allows">Whether a path may be trained; null for all.</param>
    public SupernetTrainer(Supernet supernet, PreparedData data, TrainingRecipe recipe, PathRule rule, double epochs, Seed seed, Func<Genotype, bool>? allows = null)
    {
        (_supernet, _rule, _seed, _allows) = (supernet, rule, seed, allows ?? (_ => true));
        _order = [.. Enumerable.Range(0, data.Train.Count)];
        _source = BatchSource.Of(data.Train, data.Preprocessing, recipe);
        _loss = TrainingLoss.Of(data.Task, data.Train.Targets, _order, recipe);
        _optimiser = new SharedOptimiser(recipe);
        _batchSize = Math.Min(recipe.BatchSize, data.Train.Count);
        StepsPerEpoch = data.Train.Count / _batchSize;
        TotalSteps = Math.Max(1, (long)Math.Round(epochs * StepsPerEpoch));
        _schedule = new(recipe.LearningRate, recipe.WarmUp, TotalSteps);
        using var scope = NewDisposeScope();
        _input = ChannelsLast.Empty([_batchSize, .. _source.SampleSizes], CPU).DetachFromDisposeScope();
        _outputGradient = zeros(_batchSize, data.Task.Outputs).DetachFromDisposeScope();
    }

    /// <summary>Batches in one pass over the data.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Steps of the whole training.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps taken.</summary>
    public long StepsDone { get; private set; }

    /// <summary>Samples that went through paths so far, each as often as it did.</summary>
    public long SamplesSeen { get; private set; }

    /// <summary>One batch through the paths of the step, and one change of the weights.</summary>
    /// <returns>The mean loss of the paths that learned from labels.</returns>
    /// <exception cref="EstimationFailedException">A loss or the gradient is no number.</exception>
    public double Step()
    {
        var (epoch, place) = ((int)(StepsDone / StepsPerEpoch), (int)(StepsDone % StepsPerEpoch));
        if (place == 0)
        {
            _order.AsSpan().Sort();
            _seed.Derive("order").Derive(epoch).Stream().Shuffle<int>(_order);
        }

        using var scope = NewDisposeScope();
        _source.FillAugmented(_order.AsSpan(place * _batchSize, _batchSize), _seed.Derive("augmentation").Derive(epoch), TensorMemory.Span(_input));
        var (sum, labelled) = (0.0, 0);
        foreach (var path in _rule.PathsOf(_supernet.Space, _allows, _seed.Derive("paths").Derive((ulong)StepsDone)))
        {
            var loss = Train(path, place);
            if (!path.Distilled)
                (sum, labelled) = (sum + loss, labelled + 1);
        }

        var norm = _optimiser.Step(_supernet, _schedule.At(StepsDone));
        if (!double.IsFinite(norm))
            throw NotANumber("gradient", norm);
        StepsDone++;
        return sum / labelled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _outputGradient.Dispose();
    }

    private double Train(SharedPath path, int place)
    {
        var (module, loss) = (_supernet.Load(path.Genotype), 0.0);
        module.ForwardAndBackward([_input], _seed.Derive("dropout").Derive((ulong)StepsDone), output =>
        {
            var scores = TensorMemory.Span(output.contiguous());
            var gradient = TensorMemory.Span(_outputGradient);
            loss = path.Distilled ? Distillation.Evaluate(_teacher, scores, gradient, _batchSize) : _loss.Evaluate(_order.AsSpan(place * _batchSize, _batchSize), 1, scores, gradient);
            if (!double.IsFinite(loss))
                throw NotANumber("loss", loss);
            if (!path.Distilled)
                _teacher = scores.ToArray();
            return _outputGradient;
        });
        _supernet.TakeGradients(module);
        SamplesSeen += _batchSize;
        return loss;
    }

    private EstimationFailedException NotANumber(string what, double value) =>
        new("nan", $"The supernet's {what} is {value} at step {StepsDone} of {TotalSteps}.");
}
