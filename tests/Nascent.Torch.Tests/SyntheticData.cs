using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Torch.Tests;

/// <summary>Made-up data that networks can learn.</summary>
internal static class SyntheticData
{
    /// <summary>Noisy images with bright bars whose number tells the class.</summary>
    public static PreparedData Bars(int train = 512, int validation = 128, int side = 12, int channels = 1, int classes = 4)
    {
        var task = new LearningTask.Classification([.. Enumerable.Range(0, classes).Select(c => $"bar{c}")]);
        return new("bars", "bars-1", task, new Preprocessing.Image(channels, side, side, [.. Enumerable.Repeat(0.3, channels)], [.. Enumerable.Repeat(0.2, channels)]),
            Signature.Image(channels, side, side, classes), Make("train", train), Make("validation", validation));

        Samples Make(string part, int count)
        {
            var stream = new Seed(7).Derive(part).Stream();
            var bytes = new byte[count * channels * side * side];
            var labels = Enumerable.Range(0, count).Select(i => i % classes).ToArray();
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)stream.NextInt(120);
            for (var n = 0; n < count; n++)
                for (var c = 0; c < channels; c++)
                    for (var bar = 0; bar <= labels[n]; bar++)
                        for (var x = 0; x < side; x++)
                            bytes[(((((n * channels) + c) * side) + 1 + (2 * bar)) * side) + x] = (byte)(150 + stream.NextInt(100));
            return new(new SampleValues.Pixels(bytes, channels, side, side), new SampleTargets.Labels(labels));
        }
    }

    /// <summary>y = 3 x₀ − 2 x₁ + 10 with a little noise.</summary>
    public static PreparedData Plane(int train = 400, int validation = 100)
    {
        return new("plane", "plane-1", new LearningTask.Regression("y", 10, Math.Sqrt(13)), new Preprocessing.Table([new TableColumn.Numeric("a", 0, 1, false), new TableColumn.Numeric("b", 0, 1, false)]),
            Signature.Features(2, 1), Make("train", train), Make("validation", validation));

        static Samples Make(string part, int count)
        {
            var stream = new Seed(11).Derive(part).Stream();
            var features = new float[count * 2];
            var targets = new double[count];
            for (var i = 0; i < count; i++)
            {
                features[2 * i] = (float)stream.NextGaussian();
                features[(2 * i) + 1] = (float)stream.NextGaussian();
                targets[i] = 10 + (3 * features[2 * i]) - (2 * features[(2 * i) + 1]) + (0.05 * stream.NextGaussian());
            }

            return new(new SampleValues.Columns([], features, 2), new SampleTargets.Numbers(targets));
        }
    }
}
