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
    /// <summary>Height and width of the images as they are.</summary>
    public const int FullSide = 32;
    private const int Classes = 10;

    /// <summary>Where the archive is, as the words say or the environment does.</summary>
    public static string Archive(Words words) => Path.Combine(words.Text("--data") ?? Environment.GetEnvironmentVariable("NASCENT_DATA") ?? "../shared/data", "images", "cifar10_jpeg.tar.gz");

    /// <summary>The first images of each class, by the numbers of their files; those after them are the validation part.</summary>
    /// <param name="archive">The archive, a gzip-compressed tar file.</param>
    /// <param name="train">Training images of all classes together.</param>
    /// <param name="validation">Validation images of all classes together, at least 10.</param>
    /// <param name="side">Height and width that they are resized to.</param>
    /// <param name="classes">The classes that are taken; null for all ten. As many images of each are taken as of ten.</param>
    public static PreparedData Read(string archive, int train, int validation, int side = FullSide, string[]? classes = null)
    {
        var (ofTrain, ofValidation) = (train / Classes, Math.Max(1, validation / Classes));
        var files = Entries(archive, ofTrain + ofValidation, side);
        return Of(files.Where(pair => classes?.Contains(pair.Key) != false).ToDictionary(), ofTrain, $"{train} {validation} {side} {string.Join(' ', classes ?? [])}".Trim(), side);
    }

    /// <summary>The first images of each class, and those after them as validation part.</summary>
    /// <param name="files">The images of each class.</param>
    /// <param name="ofTrain">How many of each are trained on.</param>
    /// <param name="words">What tells these data from others.</param>
    /// <param name="side">Height and width.</param>
    public static PreparedData Of(Dictionary<string, List<byte[]>> files, int ofTrain, string words, int side = FullSide)
    {
        ImmutableArray<string> classes = [.. files.Keys.Order(StringComparer.Ordinal)];
        var (trained, judged) = (Part(classes.SelectMany((name, label) => files[name].Take(ofTrain).Select(image => (image, label))), side),
            Part(classes.SelectMany((name, label) => files[name].Skip(ofTrain).Select(image => (image, label))), side));
        ImmutableArray<double> means = [0.491, 0.482, 0.447], deviations = [0.247, 0.243, 0.262];
        return new("cifar-10", $"cifar-10 {words}", new LearningTask.Classification(classes), new Preprocessing.Image(3, side, side, means, deviations),
            Signature.Image(3, side, side, classes.Length), trained, judged);
    }

    // Shuffled, so that batches that are taken in order would still mix the classes.
    private static Samples Part(IEnumerable<(byte[] Image, int Label)> images, int side)
    {
        var all = images.ToArray();
        new Seed(10).Stream().Shuffle<(byte[], int)>(all);
        return new(new SampleValues.Pixels([.. all.SelectMany(sample => sample.Image)], 3, side, side), new SampleTargets.Labels([.. all.Select(sample => sample.Label)]));
    }

    /// <summary>The first images of each class.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="ofEach">How many of each.</param>
    /// <param name="side">Height and width that they are resized to.</param>
    /// <param name="part">The folder, <c>train</c> or <c>test</c>.</param>
    public static Dictionary<string, List<byte[]>> Entries(string archive, int ofEach, int side, string part = "train")
    {
        var images = new Dictionary<string, SortedDictionary<int, byte[]>>();
        using var reader = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        var scratch = Path.GetTempFileName();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name.Split('/') is not [var folder, var name, var file] || folder != part || !int.TryParse(Path.GetFileNameWithoutExtension(file), out var number) || number >= ofEach)
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
