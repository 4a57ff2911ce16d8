using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing;

/// <summary>The batches that paths of a supernet learn from: some of the training samples, each epoch in an order of its own.</summary>
/// <remarks>The order follows from the epoch, the changes of a sample from (epoch, sample), dropout from the step; whole batches only. Mixup is not used.</remarks>
internal sealed class TrainingBatches : IDisposable
{
    private readonly int[] _samples;
    private readonly int[] _order;
    private readonly Seed _seed;
    private readonly BatchSource _source;
    private readonly TrainingLoss _loss;
    private readonly Tensor _input;
    private readonly int _outputs;
    private readonly int _part;
    private readonly int _parts;
    private long _epoch = -1;
    private long _filled = -1;

    /// <param name="data">The data.</param>
    /// <param name="recipe">How batches are made.</param>
    /// <param name="samples">Which training samples.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="part">Which part of each batch this is.</param>
    /// <param name="parts">Into how many parts batches are split; at most as many as a batch has samples.</param>
    public TrainingBatches(PreparedData data, TrainingRecipe recipe, int[] samples, Seed seed, int part = 0, int parts = 1)
    {
        LibTorch.Load();
        (_samples, _order, _seed, _part, _parts) = (samples, [.. samples], seed, part, parts);
        BatchSize = Math.Min(recipe.BatchSize, samples.Length) / parts;
        StepsPerEpoch = samples.Length / (BatchSize * parts);
        _source = BatchSource.Of(data.Train, data.Preprocessing, recipe);
        _loss = TrainingLoss.Of(data.Task, data.Train.Targets, samples, recipe);
        using var scope = NewDisposeScope();
        _input = ChannelsLast.Empty([BatchSize, .. _source.SampleSizes], CPU).DetachFromDisposeScope();
        _outputs = data.Task.Outputs;
    }

    /// <summary>Samples of a batch that are this part's.</summary>
    public int BatchSize { get; }

    /// <summary>Batches in one pass.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>What the last network said: (batch, outputs), of an ensemble within one network the mean of its members.</summary>
    public float[] Outputs { get; private set; } = [];

    /// <summary>Two halves of the training part, drawn at random: one for weights, one for what is searched.</summary>
    public static (TrainingBatches First, TrainingBatches Second) Halves(PreparedData data, TrainingRecipe recipe, Seed seed)
    {
        int[] all = [.. Enumerable.Range(0, data.Train.Count)];
        seed.Derive("halves").Stream().Shuffle<int>(all);
        return (new(data, recipe, all[..(all.Length / 2)], seed.Derive("first")), new(data, recipe, all[(all.Length / 2)..], seed.Derive("second")));
    }

    /// <summary>Takes a step's batch through a network and adds its gradients; must run inside a dispose scope.</summary>
    /// <param name="module">The network.</param>
    /// <param name="step">The step; several networks may take the batch of one.</param>
    /// <param name="gates">The network's inputs behind the first.</param>
    /// <param name="byWeights">Whether gradients by weights are of use.</param>
    /// <param name="teacher">What another network said of this batch; of use where <paramref name="taught"/> is above 0.</param>
    /// <param name="taught">How much of what this one learns is what the teacher said, in place of the labels: 0 to 1.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="EstimationFailedException">The loss is no number.</exception>
    public double ForwardAndBackward(ArchitectureModule module, long step, ReadOnlySpan<Tensor> gates = default, bool byWeights = true, float[]? teacher = null, double taught = 0)
    {
        var first = Fill(step);
        var loss = 0.0;
        module.ForwardAndBackward([_input, .. gates], _seed.Derive("dropout").Derive((ulong)step), output =>
        {
            var (outputs, gradient) = (Note(output), empty_like(output));
            var byOutput = TensorMemory.Span(gradient);
            loss = _loss.Evaluate(_order.AsSpan(first, BatchSize), 1, outputs, byOutput);
            if (taught > 0)
                loss += taught * (Distillation.Mix(teacher, outputs, byOutput, BatchSize, (float)taught) - loss);
            return double.IsFinite(loss) ? gradient : throw new EstimationFailedException("nan", $"The supernet's loss is {loss} at step {step}.");
        }, byWeights);
        return loss;
    }

    /// <summary>A network's loss on a step's batch, with the batch's own statistics; must run inside a dispose scope.</summary>
    /// <exception cref="EstimationFailedException">The loss is no number.</exception>
    public double LossOf(ArchitectureModule module, long step)
    {
        var first = Fill(step);
        var loss = 0.0;
        module.ForwardAndBackward([_input], _seed.Derive("dropout").Derive((ulong)step), output =>
        {
            var outputs = Note(output);
            loss = _loss.Evaluate(_order.AsSpan(first, BatchSize), 1, outputs, new float[outputs.Length]);
            return double.IsFinite(loss) ? null : throw new EstimationFailedException("nan", $"The supernet's loss is {loss} at step {step}.");
        });
        return loss;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
    }

    /// <summary>Keeps what a network says, and gives all of it: (batch, outputs), or (batch, members, outputs).</summary>
    private float[] Note(Tensor output)
    {
        var all = TensorMemory.Span(output.contiguous()).ToArray();
        var members = all.Length / (BatchSize * _outputs);
        Outputs = members == 1 ? all : new float[BatchSize * _outputs];
        for (var i = 0; members > 1 && i < all.Length; i++)
            Outputs[(i / (members * _outputs) * _outputs) + (i % _outputs)] += all[i] / members;
        return all;
    }

    private int Fill(long step)
    {
        var (epoch, place) = Math.DivRem(step, StepsPerEpoch);
        if (epoch != _epoch)
        {
            _samples.CopyTo(_order, 0);
            _seed.Derive("order").Derive((ulong)epoch).Stream().Shuffle<int>(_order);
            _epoch = epoch;
        }

        var first = (((int)place * _parts) + _part) * BatchSize;
        if (step != _filled)
            _source.FillAugmented(_order.AsSpan(first, BatchSize), _seed.Derive("augmentation").Derive((ulong)epoch), TensorMemory.Span(_input));
        _filled = step;
        return first;
    }
}
