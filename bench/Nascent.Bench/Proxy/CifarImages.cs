using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using Nascent.Data;
using Nascent.Data.Images;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Bench.Proxy;

/// <summary>Training images of CIFAR-10, as many of each class, from an archive of JPEG files <c>train/CLASS/NNNN.jpg</c>.</summary>
internal static class CifarImages
{
    private const int FullSide = 32;
    private const int Classes = 10;

    /// <summary>The first images of each class, by the numbers of their files; those after them are the validation part.</summary>
    /// <param name="archive">The archive, a gzip-compressed tar file.</param>
    /// <param name="train">Training images of all classes together.</param>
    /// <param name="validation">Validation images of all classes together, at least 10.</param>
    /// <param name="side">Height and width that they are resized to.</param>
    public static PreparedData Read(string archive, int train, int validation, int side = FullSide)
    {
        var (ofTrain, ofValidation) = (train / Classes, Math.Max(1, validation / Classes));
        var files = Entries(archive, ofTrain + ofValidation, side);
        ImmutableArray<string> classes = [.. files.Keys.Order(StringComparer.Ordinal)];
        var (trained, judged) = (Part(classes.SelectMany((name, label) => files[name].Take(ofTrain).Select(image => (image, label))), side),
            Part(classes.SelectMany((name, label) => files[name].Skip(ofTrain).Select(image => (image, label))), side));
        ImmutableArray<double> means = [0.491, 0.482, 0.447], deviations = [0.247, 0.243, 0.262];
        return new("cifar-10", $"cifar-10 {train} {validation} {side}", new LearningTask.Classification(classes), new Preprocessing.Image(3, side, side, means, deviations),
            Signature.Image(3, side, side, Classes), trained, judged);
    }

    // Shuffled, so that batches that are taken in order would still mix the classes.
    private static Samples Part(IEnumerable<(byte[] Image, int Label)> images, int side)
    {
        var all = images.ToArray();
        new Seed(10).Stream().Shuffle<(byte[], int)>(all);
        return new(new SampleValues.Pixels([.. all.SelectMany(sample => sample.Image)], 3, side, side), new SampleTargets.Labels([.. all.Select(sample => sample.Label)]));
    }

    private static Dictionary<string, List<byte[]>> Entries(string archive, int ofEach, int side)
    {
        var images = new Dictionary<string, SortedDictionary<int, byte[]>>();
        using var reader = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        var scratch = Path.GetTempFileName();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name.Split('/') is not ["train", var name, var file] || !int.TryParse(Path.GetFileNameWithoutExtension(file), out var number) || number >= ofEach)
                continue;
            entry.ExtractToFile(scratch, overwrite: true);
            if (!images.TryGetValue(name, out var of))
                images.Add(name, of = []);
            of.Add(number, ImageFile.Read(scratch, 3, side, side));
        }

        File.Delete(scratch);
        return images.ToDictionary(pair => pair.Key, pair => pair.Value.Values.ToList());
    }
}
