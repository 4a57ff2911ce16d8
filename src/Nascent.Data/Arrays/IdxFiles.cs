using System.Collections.Immutable;
using Nascent.Data.Reading;

namespace Nascent.Data.Arrays;

/// <summary>IDX files on disk: images and labels find each other by their names.</summary>
internal static class IdxFiles
{
    /// <summary>How such files are named.</summary>
    public static readonly FileNames Names = new("idx1", "idx3") { Unsaid = ["idx4", ".idx"], AlsoGzipped = true };

    /// <summary>Whether a folder holds IDX images.</summary>
    public static bool AreIn(string folder) => ImagesIn(folder).Length > 0;

    /// <summary>Reads every pair of a folder; the part of each follows from its name.</summary>
    /// <exception cref="NascentException">Labels are missing, or files are damaged.</exception>
    public static RawDataSet ReadFolder(string folder, ImmutableArray<string> classes) =>
        IdxImages.Combine(folder, [.. ImagesIn(folder).Select(path => ReadPair(path, PartOf(path)))], classes);

    /// <summary>Reads one pair, given either of its files.</summary>
    /// <exception cref="NascentException">The other file is missing, or files are damaged.</exception>
    public static RawDataSet ReadFile(string path, ImmutableArray<string> classes)
    {
        var images = IsLabels(path) ? Partner(path, "labels", "images", "images") : path;
        return IdxImages.Combine(images, [ReadPair(images, DataPart.Any)], classes);
    }

    private static IdxImages.Pair ReadPair(string images, DataPart part)
    {
        var labels = Partner(images, "images", "labels", "labels");
        return new(images, ReadArray(images), labels, ReadArray(labels), part);
    }

    private static IdxArray ReadArray(string path)
    {
        using var stream = InputFile.Open(path);
        var array = IdxArray.Read(stream, path);
        return stream.ReadByte() < 0
            ? array
            : throw new NascentException($"{path}: found more bytes after the {array.Bytes.Length:N0} values that the header announces, expected the end of the file.");
    }

    private static string[] ImagesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(path => Names.Fit(path) && !IsLabels(path) && Path.GetFileName(path).Contains("image", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];

    private static bool IsLabels(string path) => Path.GetFileName(path).Contains("label", StringComparison.OrdinalIgnoreCase);

    private static DataPart PartOf(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        return name.Contains("t10k") || name.Contains("test") ? DataPart.Test : name.Contains("val") ? DataPart.Validation : DataPart.Train;
    }

    private static string Partner(string path, string from, string to, string what)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var wanted = Bare(path).Replace(from, to).Replace(from.TrimEnd('s'), to.TrimEnd('s')).Replace("idx3", "idx1").Replace("idx4", "idx1");
        var found = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).FirstOrDefault(candidate =>
            candidate != Path.GetFullPath(path) && Bare(candidate).Replace("idx3", "idx1").Replace("idx4", "idx1") == wanted);
        return found ?? throw new NascentException($"{path}: found no {what} for it, expected a file beside it named like '{Path.GetFileName(path).Replace(from, to)}' (with idx1 for labels, idx3 for images).");
    }

    private static string Bare(string path) => FileNames.WithoutGzip(path).ToLowerInvariant();
}
