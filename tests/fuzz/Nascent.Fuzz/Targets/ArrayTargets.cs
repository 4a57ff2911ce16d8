using System.Formats.Tar;
using Nascent.Data.Tests;

namespace Nascent.Fuzz.Targets;

/// <summary>Arrays of images and numbers.</summary>
internal static class ArrayTargets
{
    private const int Count = 30;

    private static readonly byte[] Labels = [.. Enumerable.Range(0, Count).Select(i => (byte)(i % 2))];
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, Count * 16).Select(i => (byte)(i * 7))];
    private static readonly double[] Doubles = [.. Enumerable.Range(0, Count * 3).Select(i => i * 0.37)];

    private static byte[] LabelArray => SampleFiles.NpyBytes("|u1", $"{Count},", Labels);

    private static byte[][] Arrays =>
    [
        SampleFiles.NpyBytes("|u1", $"{Count}, 4, 4", Pixels), SampleFiles.NpyBytes("|u1", $"{Count}, 4, 4, 1", Pixels), SampleFiles.Npy("<f8", $"{Count}, 3", Doubles),
        SampleFiles.NpyBytes("<i4", $"{Count}, 4", Pixels), SampleFiles.NpyBytes(">i2", $"{Count}, 8", Pixels),
    ];

    public static FuzzTarget Npz(string folder) => Loading.Of(folder, "a.npz", [.. Arrays.Select(array => SampleFiles.Npz(("x", array), ("y", LabelArray)))]);

    /// <summary>An array that is damaged inside of a whole archive, whose checksums so fit.</summary>
    public static FuzzTarget Npy(string folder)
    {
        var path = Path.Combine(folder, "a.npz");
        return FuzzTarget.Of([LabelArray, .. Arrays], (bytes, stream) =>
        {
            var isLabels = bytes.Length < LabelArray.Length + 16;
            File.WriteAllBytes(path, SampleFiles.Npz(("x", isLabels ? Arrays[0] : bytes), ("y", isLabels ? bytes : LabelArray)));
            Loading.Load(path, stream);
        });
    }

    public static FuzzTarget Idx(string folder)
    {
        var (images, labels) = (SampleFiles.Idx([Count, 4, 4], Pixels), SampleFiles.Idx([Count], Labels));
        var (imagePath, labelPath) = (Path.Combine(folder, "a-images-idx3"), Path.Combine(folder, "a-labels-idx1"));
        return FuzzTarget.Of([images, labels], (bytes, stream) =>
        {
            var isLabels = bytes.Length < 100;
            File.WriteAllBytes(imagePath, isLabels ? images : bytes);
            File.WriteAllBytes(labelPath, isLabels ? bytes : labels);
            Loading.Load(imagePath, stream);
        });
    }

    public static FuzzTarget Cifar(string folder) => Loading.Of(folder, "a.bin", Batch);

    public static FuzzTarget Tar(string folder) => Loading.Of(folder, "a.tar", Archive());

    // Three images of each of CIFAR-10's classes, so that it is accepted with any options.
    private static byte[] Batch => [.. Enumerable.Range(0, 30).SelectMany(i => Enumerable.Range(0, 3072).Select(j => (byte)(i * j)).Prepend((byte)(i % 10)))];

    private static byte[] Archive()
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, leaveOpen: true))
            foreach (var name in new[] { "data_batch_1.bin", "data_batch_2.bin", "test_batch.bin" })
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Batch) });
        return memory.ToArray();
    }
}
