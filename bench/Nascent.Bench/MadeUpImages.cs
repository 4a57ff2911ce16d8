using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Bench;

/// <summary>Random pixels in ten classes: what a step takes does not depend on the values.</summary>
internal static class MadeUpImages
{
    /// <summary>The task: ten classes.</summary>
    public static readonly LearningTask Task = new LearningTask.Classification([.. Enumerable.Range(0, 10).Select(c => $"{c}")]);

    /// <summary>How bytes become what a network reads.</summary>
    public static Preprocessing.Image Preprocessing(int channels, int side)
    {
        ImmutableArray<double> half = [.. Enumerable.Repeat(0.5, channels)];
        return new(channels, side, side, half, half);
    }

    /// <summary>Images of shape (count, channels, side, side).</summary>
    public static Samples Samples(int channels, int side, int count)
    {
        var stream = new Seed(2).Stream();
        var bytes = new byte[count * channels * side * side];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)stream.NextInt(256);
        return new(new SampleValues.Pixels(bytes, channels, side, side), new SampleTargets.Labels([.. Enumerable.Range(0, count).Select(i => i % 10)]));
    }

    /// <summary>A data set of them.</summary>
    public static PreparedData Set(int channels, int side, int count)
    {
        var samples = Samples(channels, side, count);
        return new("made-up", "made-up", Task, Preprocessing(channels, side), Signature.Image(channels, side, side, 10), samples, samples);
    }
}
