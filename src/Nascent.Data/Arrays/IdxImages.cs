using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Arrays;

/// <summary>Pairs of IDX arrays, images and labels, into one data set.</summary>
internal static class IdxImages
{
    /// <summary>One pair and the part that its name assigns it to.</summary>
    public sealed record Pair(string ImagesOrigin, IdxArray Images, string LabelsOrigin, IdxArray Labels, DataPart Part);

    /// <summary>Puts pairs together.</summary>
    /// <param name="origin">What errors point at.</param>
    /// <param name="pairs">At least one.</param>
    /// <param name="classes">The names of the classes, or empty where labels are their own names.</param>
    /// <exception cref="NascentException">Sizes or counts do not match.</exception>
    public static RawDataSet Combine(string origin, IReadOnlyList<Pair> pairs, ImmutableArray<string> classes)
    {
        var (channels, height, width) = SizeOf(pairs[0]);
        foreach (var pair in pairs)
            Check(pair, (channels, height, width), pairs[0].ImagesOrigin);
        if (pairs.Sum(pair => (long)pair.Images.Bytes.Length) > Array.MaxLength)
            throw new NascentException($"{origin}: found more than {Array.MaxLength:N0} bytes of images, expected less.");
        var labels = pairs.SelectMany(pair => pair.Labels.Bytes).Select(label => (int)label).ToArray();
        var (names, indices) = ClassNumbering.Of(labels, classes, origin);
        return new(origin,
            new SampleValues.Pixels(ByteArrays.Concatenate([.. pairs.Select(pair => pair.Images.Bytes)]), channels, height, width),
            new SampleTargets.Labels(indices),
            new LearningTask.Classification(names),
            [.. pairs.SelectMany(pair => Enumerable.Repeat(pair.Part, pair.Images.Count))]);
    }

    private static void Check(Pair pair, (int Channels, int Height, int Width) size, string first)
    {
        if (SizeOf(pair) is var found && found != size)
            throw new NascentException($"{pair.ImagesOrigin}: found images of {Show(found)}, expected {Show(size)} as in {first}.");
        if (pair.Labels.Sizes.Length != 1)
            throw new NascentException($"{pair.LabelsOrigin}: found {pair.Labels.Sizes.Length} dimensions, expected labels with 1.");
        if (pair.Images.Count != pair.Labels.Count)
            throw new NascentException($"{pair.LabelsOrigin}: found {pair.Labels.Count:N0} labels, expected {pair.Images.Count:N0}, one for each image in {pair.ImagesOrigin}.");
    }

    private static string Show((int Channels, int Height, int Width) size) => $"{size.Height}×{size.Width} in {(size.Channels == 1 ? "grey" : "colour")}";

    private static (int Channels, int Height, int Width) SizeOf(Pair pair) => pair.Images.Sizes switch
    {
        [_, var height, var width] => (1, height, width),
        [_, var channels and (1 or 3), var height, var width] => (channels, height, width),
        var sizes => throw new NascentException($"{pair.ImagesOrigin}: found {string.Join("×", sizes)} values, expected images as samples×height×width or samples×channels×height×width with 1 or 3 channels."),
    };
}
