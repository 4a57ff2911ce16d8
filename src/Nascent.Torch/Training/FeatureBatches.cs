using Nascent.Randomness;

namespace Nascent.Torch.Training;

/// <summary>Batches of vectors, computed before: rows of a table, or features of a backbone.</summary>
/// <param name="features">(samples, width), row-major.</param>
/// <param name="width">Features of one sample.</param>
internal sealed class FeatureBatches(float[] features, int width) : BatchSource
{
    public override long[] SampleSizes => [width];

    public override void Fill(ReadOnlySpan<int> samples, Span<float> batch)
    {
        for (var i = 0; i < samples.Length; i++)
            features.AsSpan(samples[i] * width, width).CopyTo(batch[(i * width)..]);
    }

    public override void FillAugmented(ReadOnlySpan<int> samples, Seed epoch, Span<float> batch) => Fill(samples, batch);
}
