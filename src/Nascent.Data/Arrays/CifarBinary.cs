using System.Collections.Immutable;
using System.Formats.Tar;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Arrays;

/// <summary>The binary version of CIFAR-10 and CIFAR-100: records of one or two label bytes and 3,072 bytes of a 32×32 image, red, green, blue.</summary>
internal static class CifarBinary
{
    /// <summary>The classes of CIFAR-10, by number.</summary>
    public static readonly ImmutableArray<string> Cifar10Classes =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>How batches are named.</summary>
    public static readonly FileNames Names = new(".bin") { AlsoGzipped = true };

    /// <summary>How archives of batches are named.</summary>
    public static readonly FileNames ArchiveNames = new() { Unsaid = [".tar"], AlsoGzipped = true };

    private const int PixelBytes = 3 * 32 * 32;

    /// <summary>Whether a folder holds batches.</summary>
    public static bool AreIn(string folder) => Directory.EnumerateFiles(folder).Any(Names.Fit);

    /// <summary>Reads one batch.</summary>
    public static RawDataSet ReadFile(string path)
    {
        using var stream = InputFile.Open(path);
        return Combine(path, [(path, DataPart.Any, ReadAll(stream, path))], NamesBeside(Path.GetDirectoryName(Path.GetFullPath(path))!));
    }

    /// <summary>Reads every batch of a folder; those with <c>test</c> in their name are the test part.</summary>
    public static RawDataSet ReadFolder(string folder)
    {
        var batches = new List<(string, DataPart, byte[])>();
        foreach (var path in Directory.EnumerateFiles(folder).Where(Names.Fit).Order(StringComparer.Ordinal))
        {
            using var stream = InputFile.Open(path);
            batches.Add((path, PartOf(path), ReadAll(stream, path)));
        }

        return Combine(folder, batches, NamesBeside(folder));
    }

    /// <summary>Reads every batch inside a tar archive, gzipped or not.</summary>
    public static RawDataSet ReadArchive(string path)
    {
        var batches = new List<(string, DataPart, byte[])>();
        using var stream = InputFile.Open(path);
        try
        {
            using var tar = new TarReader(stream);
            while (tar.GetNextEntry() is { } entry)
                if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } content } && Names.Fit(entry.Name))
                    batches.Add(($"{path}, {entry.Name}", PartOf(entry.Name), ReadAll(content, $"{path}, {entry.Name}")));
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new NascentException($"{path}: the archive is damaged ({failure.Message}), expected a tar archive of CIFAR batches.", failure);
        }

        return batches.Count > 0
            ? Combine(path, [.. batches.OrderBy(batch => batch.Item1, StringComparer.Ordinal)], [])
            : throw new NascentException($"{path}: found no '.bin' file in the archive, expected batches of CIFAR; unpack archives of other kinds first.");
    }

    private static RawDataSet Combine(string origin, IReadOnlyList<(string Origin, DataPart Part, byte[] Bytes)> batches, ImmutableArray<string> names)
    {
        // The records of CIFAR-100 hold a coarse label before the fine one, which is used.
        var labelBytes = batches.All(batch => batch.Bytes.Length % (PixelBytes + 1) == 0) ? 1 : batches.All(batch => batch.Bytes.Length % (PixelBytes + 2) == 0) ? 2 : 0;
        if (labelBytes == 0)
        {
            var wrong = batches.First(batch => batch.Bytes.Length % (PixelBytes + 1) != 0);
            throw new NascentException($"{wrong.Origin}: found {wrong.Bytes.Length:N0} bytes, expected a multiple of {PixelBytes + 1:N0} (CIFAR-10) or {PixelBytes + 2:N0} (CIFAR-100); the file is truncated or of another kind.");
        }

        var record = labelBytes + PixelBytes;
        var count = checked((int)batches.Sum(batch => (long)batch.Bytes.Length / record));
        if ((long)count * PixelBytes > Array.MaxLength)
            throw new NascentException($"{origin}: found {count:N0} images, expected at most {Array.MaxLength / PixelBytes:N0}.");
        var (pixels, labels, parts, at) = (new byte[count * PixelBytes], new int[count], new DataPart[count], 0);
        foreach (var batch in batches)
            for (var start = 0; start < batch.Bytes.Length; start += record, at++)
            {
                labels[at] = batch.Bytes[start + labelBytes - 1];
                parts[at] = batch.Part;
                batch.Bytes.AsSpan(start + labelBytes, PixelBytes).CopyTo(pixels.AsSpan(at * PixelBytes));
            }

        var known = !names.IsEmpty ? names : labelBytes == 1 && labels.All(label => label < 10) ? Cifar10Classes : [];
        var (classes, indices) = ClassNumbering.Of(labels, known, origin);
        return new(origin, new SampleValues.Pixels(pixels, 3, 32, 32), new SampleTargets.Labels(indices), new LearningTask.Classification(classes), parts);
    }

    private static byte[] ReadAll(Stream stream, string origin)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.Length > 0 ? memory.ToArray() : throw new NascentException($"{origin}: found an empty file, expected records of CIFAR.");
    }

    private static DataPart PartOf(string path) => Path.GetFileName(path).Contains("test", StringComparison.OrdinalIgnoreCase) ? DataPart.Test : DataPart.Train;

    private static ImmutableArray<string> NamesBeside(string folder)
    {
        foreach (var name in (string[])["batches.meta.txt", "fine_label_names.txt"])
            if (Path.Combine(folder, name) is var path && File.Exists(path))
                return [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return [];
    }
}
