using Nascent.Bench.Proxy;
using Nascent.Benchmarks;
using Nascent.Data;
using Nascent.Data.Benchmarks;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;

namespace Nascent.Bench.Sharing;

/// <summary>The space of NAS-Bench-201 as small as a supernet of it is trained here, with its images and its published table.</summary>
internal sealed record SmallNasBench201(BenchmarkTable Table, PreparedData Data, SearchSpace Space, TrainingRecipe Recipe, Seed Seed, string Words)
{
    /// <summary>What the words ask for: 16 channels, one cell a stage and 16×16 pixels where they say nothing.</summary>
    public static SmallNasBench201 Of(Words words)
    {
        var folder = words.Text("--data") ?? Environment.GetEnvironmentVariable("NASCENT_DATA") ?? "../shared/data";
        var (channels, cells, side) = (words.Number("--channels", 16), words.Number("--cells", 1), words.Number("--side", 16));
        var recipe = new TrainingRecipe
        {
            BatchSize = words.Number("--batch", 64),
            LearningRate = words.Real("--rate", 0.05),
            WarmUp = 0.05,
            WeightDecay = 5e-4,
            CropPadding = side / 8,
            Flip = true,
        };
        return new(
            PublishedTables.Read("nb201:cifar10", Path.Combine(folder, "nas")),
            CifarImages.Read(Path.Combine(folder, "images", "cifar10_jpeg.tar.gz"), words.Number("--images", 45_000), words.Number("--validation", 5_000), side),
            NasBench201.Create(channels, cells), recipe, new Seed((ulong)words.Number("--seed", 1)), $"{channels} channels, {cells} cells a stage, {side}×{side} pixels");
    }

    /// <inheritdoc/>
    public override string ToString() => Words;
}
