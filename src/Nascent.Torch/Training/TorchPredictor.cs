using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Training;

/// <summary>What a trained network says of samples: the reference that a deployed file is checked against, and the way to the test score.</summary>
public static class TorchPredictor
{
    private const int BatchSize = 256;

    /// <summary>The network's outputs: (samples, outputs), row-major, as it gives them: class scores before softmax, or standardised numbers.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="weights">Its weights, by name.</param>
    /// <param name="samples">The raw inputs.</param>
    /// <param name="preprocessing">How they become what the network reads.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="NascentException">The weights are another network's.</exception>
    public static float[] Predict(
        Architecture architecture, IEnumerable<NamedTensor> weights, Samples samples, Preprocessing preprocessing, LearningTask task, CancellationToken cancellationToken = default)
    {
        using var module = new ArchitectureModule(architecture, TrainingDevice.Cpu);
        module.SetWeights(weights);
        return Predict(module, BatchSource.Of(samples, preprocessing, new TrainingRecipe()), [.. Enumerable.Range(0, samples.Count)], task, cancellationToken);
    }

    /// <summary>The same of a module that is there, for some samples.</summary>
    internal static float[] Predict(ArchitectureModule module, BatchSource source, int[] order, LearningTask task, CancellationToken cancellationToken)
    {
        var outputs = new float[checked(order.Length * task.Outputs)];
        using var noGradient = no_grad();
        for (var first = 0; first < order.Length; first += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = order.AsSpan(first, Math.Min(BatchSize, order.Length - first));
            var input = ChannelsLast.Empty([batch.Length, .. source.SampleSizes], CPU);
            source.Fill(batch, TensorMemory.Span(input));
            var output = module.Infer([input.to(module.Device)]).cpu().contiguous();
            TensorMemory.Span(output).CopyTo(outputs.AsSpan(first * task.Outputs));
        }

        return outputs;
    }
}
