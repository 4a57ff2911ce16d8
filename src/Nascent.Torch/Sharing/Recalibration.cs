using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing;

/// <summary>Running statistics of one path, measured with the shared weights as they are (Yu and Huang 2019, post-statistics of batch normalisation).</summary>
/// <remarks>What a supernet's normalisations saw while it was trained is of other paths. The statistics become the means over some batches of training samples, in training mode, without augmentation.</remarks>
internal static class Recalibration
{
    private const double Momentum = 0.1; // Operator.BatchNorm's

    /// <summary>Sets the statistics of a module.</summary>
    /// <param name="module">The path.</param>
    /// <param name="source">The training samples.</param>
    /// <param name="samples">Which of them; whole batches are taken.</param>
    /// <param name="batchSize">Samples in a batch, at least 2 and at most as many as there are.</param>
    public static void Set(ArchitectureModule module, BatchSource source, ReadOnlySpan<int> samples, int batchSize)
    {
        if (module.Weights.Statistics.numel() == 0)
            return;
        var statistics = TensorMemory.Span(module.Weights.Statistics);
        var (sums, batches) = (new double[statistics.Length], samples.Length / batchSize);
        for (var batch = 0; batch < batches; batch++)
        {
            using var scope = NewDisposeScope();
            var input = ChannelsLast.Empty([batchSize, .. source.SampleSizes], CPU);
            source.Fill(samples.Slice(batch * batchSize, batchSize), TensorMemory.Span(input));
            statistics.Clear();
            module.ForwardAndBackward([input], default, _ => null);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += statistics[i] / Momentum;
        }

        for (var i = 0; i < sums.Length; i++)
            statistics[i] = (float)(sums[i] / batches);
    }
}
