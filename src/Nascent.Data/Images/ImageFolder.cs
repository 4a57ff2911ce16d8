using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Images;

/// <summary>A folder of images: one sub-folder a class, with or without folders train, val and test above them.</summary>
internal static class ImageFolder
{
    private const int LargestDefaultSize = 64;

    private static readonly ImmutableDictionary<string, DataPart> PartNames = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, [
        KeyValuePair.Create("train", DataPart.Train), KeyValuePair.Create("training", DataPart.Train),
        KeyValuePair.Create("val", DataPart.Validation), KeyValuePair.Create("valid", DataPart.Validation), KeyValuePair.Create("validation", DataPart.Validation),
        KeyValuePair.Create("test", DataPart.Test), KeyValuePair.Create("testing", DataPart.Test)]);

    private sealed record Item(string Path, string Class, DataPart Part);

    private sealed record Size(int Height, int Width);

    /// <summary>Whether a folder may hold images, below it or in it.</summary>
    public static bool AreIn(string folder) => FoldersIn(folder).Length > 0 || Directory.EnumerateFiles(folder).Any(ImageFile.IsNamedSo);

    /// <summary>Reads all images.</summary>
    /// <exception cref="NascentException">The folder is laid out in another way, or a file is bad and skipping was not asked for.</exception>
    public static RawDataSet Read(string folder, DataOptions options, LoadingLog log)
    {
        var items = ItemsIn(folder, log);
        var headers = new (int Height, int Width, bool IsGrey)[items.Count];
        var failures = new string?[items.Count];
        ForEach(items.Count, failures, i => headers[i] = ImageFile.Probe(items[i].Path));
        var readable = Enumerable.Range(0, items.Count).Where(i => failures[i] is null).Select(i => headers[i]).ToArray();
        var size = options.ImageSize is { } side ? new Size(side, side) : CommonSize(readable, folder, log);
        var channels = readable.Length > 0 && readable.All(header => header.IsGrey) ? 1 : 3;
        if (channels == 3 && readable.Any(header => header.IsGrey))
            log.Note($"{folder}: {readable.Count(header => header.IsGrey):N0} of {readable.Length:N0} images are grey and were read as colour.");
        var bytesEach = channels * size.Height * size.Width;
        if ((long)items.Count * bytesEach > Array.MaxLength)
            throw new NascentException($"{folder}: found {items.Count:N0} images, which at {size.Height}×{size.Width} take {(long)items.Count * bytesEach:N0} bytes, expected at most {Array.MaxLength:N0}; choose a smaller --image-size.");
        var pixels = new byte[items.Count * bytesEach];
        ForEach(items.Count, failures, i => ImageFile.Read(items[i].Path, channels, size.Height, size.Width).CopyTo(pixels, i * bytesEach));
        foreach (var failure in failures)
            if (failure is not null)
                log.Bad(failure);
        return Assemble(folder, items, failures, new SampleValues.Pixels(pixels, channels, size.Height, size.Width));
    }

    private static RawDataSet Assemble(string folder, List<Item> items, string?[] failures, SampleValues.Pixels pixels)
    {
        var classes = items.Select(item => item.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var kept = Enumerable.Range(0, items.Count).Where(i => failures[i] is null).ToArray();
        return new(folder,
            kept.Length == items.Count ? pixels : SampleSelection.Take(pixels, kept),
            new SampleTargets.Labels(Array.ConvertAll(kept, i => classes.BinarySearch(items[i].Class, StringComparer.Ordinal))),
            new LearningTask.Classification(classes),
            Array.ConvertAll(kept, i => items[i].Part));
    }

    // Errors are collected by index, so that the same one is reported first whatever the threads do.
    private static void ForEach(int count, string?[] failures, Action<int> read) => Parallel.For(0, count, i =>
    {
        if (failures[i] is not null)
            return;
        try
        {
            read(i);
        }
        catch (NascentException failure)
        {
            failures[i] = failure.Message.TrimEnd('.');
        }
    });

    private static Size CommonSize((int Height, int Width, bool IsGrey)[] headers, string folder, LoadingLog log)
    {
        if (headers.Length == 0)
            return new(LargestDefaultSize, LargestDefaultSize);
        var sizes = headers.CountBy(header => new Size(header.Height, header.Width)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Height).ThenBy(pair => pair.Key.Width).ToArray();
        var common = sizes[0].Key;
        var scale = Math.Min(1, (double)LargestDefaultSize / Math.Max(common.Height, common.Width));
        var size = new Size(Math.Max(4, (int)Math.Round(common.Height * scale)), Math.Max(4, (int)Math.Round(common.Width * scale)));
        if (sizes.Length > 1 || size != common)
            log.Note($"{folder}: images of {sizes.Length} size{(sizes.Length == 1 ? "" : "s")}, most often {common.Height}×{common.Width}, were scaled and cropped to {size.Height}×{size.Width}; --image-size chooses another.");
        return size;
    }

    private static List<Item> ItemsIn(string folder, LoadingLog log)
    {
        var top = FoldersIn(folder);
        if (top.Length == 0)
            throw new NascentException($"{folder}: found images but no sub-folders, expected one sub-folder for each class, named like the class.");

        var withParts = top.Any(path => PartNames.TryGetValue(Path.GetFileName(path), out var part) && part == DataPart.Train);
        if (!withParts && top.Length <= 3 && top.All(path => PartNames.ContainsKey(Path.GetFileName(path))))
            throw new NascentException($"{folder}: found {string.Join(" and ", top.Select(Path.GetFileName))} but no folder 'train', expected train, and if you like val and test.");
        var (items, ignored, nested) = (new List<Item>(), 0, 0);
        foreach (var (path, part) in withParts ? PartFolders(folder, top, log) : [(folder, DataPart.Any)])
        {
            var classFolders = FoldersIn(path);
            if (classFolders.Length == 0)
                throw new NascentException($"{path}: found no sub-folders, expected one for each class.");
            foreach (var classFolder in classFolders)
            {
                var before = items.Count;
                nested += FoldersIn(classFolder).Length;
                foreach (var file in Directory.EnumerateFiles(classFolder).Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal))
                {
                    if (ImageFile.IsNamedSo(file))
                        items.Add(new(file, Path.GetFileName(classFolder), part));
                    else
                        ignored++;
                }

                if (items.Count == before)
                    log.Bad($"{classFolder}: found no images, expected at least one PNG, JPEG, BMP or WebP file of the class");
            }
        }

        if (nested > 0)
            log.Note($"{folder}: {nested:N0} folders inside class folders were not read.");
        if (ignored > 0)
            log.Note($"{folder}: {ignored:N0} files are not named like images and were left out.");
        return items;
    }

    private static IEnumerable<(string Path, DataPart Part)> PartFolders(string folder, string[] top, LoadingLog log)
    {
        foreach (var path in top)
        {
            if (PartNames.TryGetValue(Path.GetFileName(path), out var part))
                yield return (path, part);
            else
                log.Bad($"{path}: found a folder beside 'train' of {folder}, expected only train, val and test there");
        }
    }

    private static string[] FoldersIn(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Where(path => Path.GetFileName(path)[0] is not ('.' or '_')).Order(StringComparer.Ordinal)];
}
