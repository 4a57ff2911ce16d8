using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>Gives batches of inputs as networks read them, from arrays that were prepared once.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal abstract class BatchSource
{
    /// <summary>Sizes of one sample: (channels, height, width) or (features).</summary>
    public abstract long[] SampleSizes { get; }

    /// <summary>Elements of one sample.</summary>
    public int SampleLength => checked((int)SampleSizes.Aggregate(1L, (product, size) => product * size));

    /// <summary>Writes samples as they are, channels last.</summary>
    public abstract void Fill(ReadOnlySpan<int> samples, Span<float> batch);

    /// <summary>Writes samples changed at random, as the recipe asks, by keys of the epoch and the sample.</summary>
    public abstract void FillAugmented(ReadOnlySpan<int> samples, Seed epoch, Span<float> batch);

    /// <summary>The source for some samples.</summary>
    /// <exception cref="NascentException">The samples are not what the preprocessing is for.</exception>
    public static BatchSource Of(Samples samples, Preprocessing preprocessing, TrainingRecipe recipe) => (samples.Values, preprocessing) switch
    {
        (SampleValues.Pixels pixels, Preprocessing.Image image) => new ImageBatches(pixels, image, recipe),
        (SampleValues.Columns columns, Preprocessing.Table) => new FeatureBatches(columns.Features, columns.FeatureCount),
        (SampleValues.Embedded embedded, Preprocessing.Backbone) => new FeatureBatches(embedded.Features, embedded.FeatureCount),
        _ => throw new NascentException($"Data: found {samples.Values.GetType().Name} with preprocessing for {preprocessing.GetType().Name}, expected both for images, for tables or for a backbone."),
    };
}
