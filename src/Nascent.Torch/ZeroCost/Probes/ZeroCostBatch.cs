using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>Some samples of the training part, as a network reads them, with what is to be predicted.</summary>
/// <remarks>One batch serves any number of networks, so that their scores are of the same samples. Not safe for use by several threads at once.</remarks>
public sealed class ZeroCostBatch : IDisposable
{
    private readonly Tensor _targets;

    private ZeroCostBatch(Signature signature, Tensor inputs, Tensor targets, int[]? labels)
    {
        (Signature, Inputs, _targets, Labels) = (signature, inputs, targets, labels);
    }

    /// <summary>The number of samples that the papers use.</summary>
    public const int DefaultSize = 64;

    /// <summary>What a network reads and gives.</summary>
    public Signature Signature { get; }

    /// <summary>The number of samples.</summary>
    public int Count => (int)Inputs.shape[0];

    /// <summary>(batch, channels, height, width), channels last in memory, or (batch, features).</summary>
    public Tensor Inputs { get; }

    /// <summary>The class of each sample; null where a number is predicted.</summary>
    public int[]? Labels { get; }

    /// <summary>Draws samples of the training part at random, without augmentation.</summary>
    /// <param name="data">The data.</param>
    /// <param name="size">How many, at least 2; all where there are fewer.</param>
    /// <param name="seed">The key that decides which.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 2.</exception>
    public static ZeroCostBatch Draw(PreparedData data, int size, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        LibTorch.Load();
        var order = Enumerable.Range(0, data.Train.Count).ToArray();
        seed.Derive("batch").Stream().Shuffle<int>(order);
        var chosen = order[..Math.Min(size, order.Length)];
        var source = BatchSource.Of(data.Train, data.Preprocessing, new TrainingRecipe());
        using var scope = NewDisposeScope();
        var inputs = ChannelsLast.Empty([chosen.Length, .. source.SampleSizes], CPU);
        source.Fill(chosen, TensorMemory.Span(inputs));
        var labels = data.Train.Targets is SampleTargets.Labels all ? Array.ConvertAll(chosen, sample => all.Indices[sample]) : null;
        var targets = labels is not null ? tensor(Array.ConvertAll(labels, label => (long)label)) : tensor(Standardised(data, chosen)).view(-1, 1);
        return new(data.Signature, inputs.DetachFromDisposeScope(), targets.DetachFromDisposeScope(), labels);
    }

    /// <summary>The mean loss of a network's outputs: cross-entropy, or the squared error of the standardised target.</summary>
    /// <param name="outputs">(batch, outputs), or in training (batch, members · outputs) of an ensemble within one network, whose members each have a loss.</param>
    public Tensor LossOf(Tensor outputs)
    {
        var members = outputs.shape[1] / Signature.OutputCount;
        var (of, targets) = members == 1 ? (outputs, _targets) : (outputs.reshape(-1, Signature.OutputCount), _targets.repeat_interleave(members, 0));
        return Labels is not null ? F.cross_entropy(of, targets) : F.mse_loss(of, targets);
    }

    /// <summary>The gradient of <see cref="LossOf"/> by a network's outputs: (batch, outputs).</summary>
    internal Tensor GradientOf(Tensor outputs)
    {
        using var recording = enable_grad();
        var leaf = outputs.detach().requires_grad_();
        return autograd.grad([LossOf(leaf)], [leaf])[0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        _targets.Dispose();
    }

    private static float[] Standardised(PreparedData data, int[] samples)
    {
        var (task, numbers) = ((LearningTask.Regression)data.Task, (SampleTargets.Numbers)data.Train.Targets);
        return Array.ConvertAll(samples, sample => (float)((numbers.Values[sample] - task.Mean) / task.StandardDeviation));
    }
}
