using Nascent.Data;
using Nascent.Randomness;

namespace Nascent.Torch.Training;

/// <summary>Batches of table rows, preprocessed before.</summary>
internal sealed class FeatureBatches(SampleValues.Columns columns) : BatchSource
{
    public override long[] SampleSizes => [columns.FeatureCount];

    public override void Fill(ReadOnlySpan<int> samples, Span<float> batch)
    {
        var width = columns.FeatureCount;
        for (var i = 0; i < samples.Length; i++)
            columns.Features.AsSpan(samples[i] * width, width).CopyTo(batch[(i * width)..]);
    }

    public override void FillAugmented(ReadOnlySpan<int> samples, Seed epoch, Span<float> batch) => Fill(samples, batch);
}
