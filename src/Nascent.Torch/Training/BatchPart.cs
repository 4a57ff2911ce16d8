using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Training;

/// <summary>Computes the loss and the gradients of a part of each batch, with a copy of the network of its own.</summary>
internal sealed class BatchPart : IDisposable
{
    private readonly BatchSource _source;
    private readonly TrainingLoss _loss;
    private readonly TrainingRecipe _recipe;
    private readonly Tensor _input;
    private readonly bool _ownsModule;
    private readonly int _samples;

    /// <param name="module">The network.</param>
    /// <param name="data">The data; its training part is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="used">The training samples that are used.</param>
    /// <param name="samples">Samples of each batch that are this part's.</param>
    /// <param name="ownsModule">Whether the network is disposed with this.</param>
    public BatchPart(ArchitectureModule module, PreparedData data, TrainingRecipe recipe, ReadOnlySpan<int> used, int samples, bool ownsModule)
    {
        (Module, _recipe, _samples, _ownsModule) = (module, recipe, samples, ownsModule);
        _source = BatchSource.Of(data.Train, data.Preprocessing, recipe);
        _loss = TrainingLoss.Of(data.Task, data.Train.Targets, used, recipe);
        using var scope = NewDisposeScope();
        _input = ChannelsLast.Empty([samples, .. _source.SampleSizes], CPU).DetachFromDisposeScope();
    }

    /// <summary>The network.</summary>
    public ArchitectureModule Module { get; }

    /// <summary>The loss of a network that has learnt nothing but the mean.</summary>
    public double LossOfIgnorance => _loss.OfIgnorance;

    /// <summary>Adds the gradients of the part's mean loss to those of its network.</summary>
    /// <param name="samples">The part's samples of the batch.</param>
    /// <param name="augmentation">The key of their changes.</param>
    /// <param name="mixup">The weight of each sample beside its partner's.</param>
    /// <param name="dropout">What dropout follows from.</param>
    /// <returns>The mean loss; where it is no finite number, there are no gradients.</returns>
    public double ForwardAndBackward(int[] samples, Seed augmentation, double mixup, DropoutKey dropout)
    {
        using var scope = NewDisposeScope();
        var input = TensorMemory.Span(_input);
        _source.FillAugmented(samples, augmentation, input);
        Mixup.Apply(input, _samples, mixup);
        var loss = 0.0;
        Module.ForwardAndBackward([_input.to(Module.Device)], dropout, output =>
        {
            var scores = output.cpu().contiguous();
            var gradient = empty_like(scores);
            loss = _loss.Evaluate(samples, mixup, TensorMemory.Span(scores), TensorMemory.Span(gradient));
            return double.IsFinite(loss) ? gradient.to(Module.Device) : null;
        });
        return loss;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        if (_ownsModule)
            Module.Dispose();
    }
}
