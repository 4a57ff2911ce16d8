using System.IO.Compression;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Arrays;

/// <summary>NumPy archives: arrays of inputs and of targets under the usual names, with or without parts.</summary>
/// <remarks>Inputs of two dimensions are the columns of a table; of three (samples, height, width) or four (channels first or last) images.</remarks>
internal static class NpzFile
{
    /// <summary>How such files are named.</summary>
    public static readonly FileNames Names = new(".npz");

    private static readonly string[] InputNames = ["x", "X", "images", "image", "data", "features", "inputs"];
    private static readonly string[] TargetNames = ["y", "Y", "labels", "label", "target", "targets"];
    private static readonly (DataPart Part, string[] Words)[] PartWords =
        [(DataPart.Train, ["train"]), (DataPart.Validation, ["val", "valid", "validation"]), (DataPart.Test, ["test"])];

    private sealed record Pair(DataPart Part, NpyArray Inputs, NpyArray Targets);

    /// <summary>Reads the arrays.</summary>
    /// <exception cref="NascentException">Arrays are missing, damaged or do not fit together.</exception>
    public static RawDataSet Read(string path, DataOptions options, LoadingLog log)
    {
        using var file = InputFile.OpenAsIs(path);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var pairs = PairsIn(archive, path);
            foreach (var pair in pairs)
                Check(pair, pairs[0]);
            return Assemble(path, pairs, options, log);
        }
        catch (InvalidDataException failure)
        {
            throw new NascentException($"{path}: found a damaged or truncated archive or a file of another kind, expected .npz as numpy.savez writes it.", failure);
        }
    }

    private static List<Pair> PairsIn(ZipArchive archive, string path)
    {
        var names = archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".npy", StringComparison.Ordinal)).Select(name => name[..^4]).ToHashSet(StringComparer.Ordinal);
        var pairs = new List<Pair>();
        foreach (var (part, words) in PartWords)
            if (Find(names, InputNames, words) is { } inputs)
                pairs.Add(new(part, Open(archive, path, inputs), Open(archive, path, Find(names, TargetNames, words) ?? throw Missing($"'{inputs}' but no targets for it such as 'y_{words[0]}'"))));
        if (pairs.Count == 0 && Find(names, InputNames, [""]) is { } all)
            pairs.Add(new(DataPart.Any, Open(archive, path, all), Open(archive, path, Find(names, TargetNames, [""]) ?? throw Missing($"'{all}' but no targets for it such as 'y'"))));
        if (pairs.Count == 0)
            throw Missing("no inputs");
        return pairs.Exists(pair => pair.Part is DataPart.Train or DataPart.Any) ? pairs : throw Missing("no training part");

        NascentException Missing(string what) =>
            new($"{path}: found {what} (the arrays are {(names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal)))}), expected x and y, images and labels, or x_train and y_train (and _val, _test).");
    }

    private static string? Find(HashSet<string> names, string[] nouns, string[] words) =>
        nouns.SelectMany(noun => words.SelectMany(word => word.Length == 0 ? [noun] : (string[])[$"{noun}_{word}", $"{word}_{noun}"])).FirstOrDefault(names.Contains);

    private static NpyArray Open(ZipArchive archive, string path, string name)
    {
        var entry = archive.GetEntry(name + ".npy")!;
        using var stream = new InflatedStream(entry.Open(), $"{path}, {name}", InflatedStream.MostBytesFor(entry.CompressedLength));
        return NpyArray.Read(stream, $"{path}, {name}");
    }

    private static void Check(Pair pair, Pair first)
    {
        if (pair.Inputs.IsText)
            throw new NascentException($"{pair.Inputs.Origin}: found texts, expected numbers.");
        if (pair.Inputs.Shape.Length is < 2 or > 4)
            throw new NascentException($"{pair.Inputs.Origin}: found shape {Show(pair.Inputs.Shape)}, expected (samples, columns), (samples, height, width) or (samples, height, width, channels).");
        if (!pair.Inputs.Shape.AsSpan(1).SequenceEqual(first.Inputs.Shape.AsSpan(1)))
            throw new NascentException($"{pair.Inputs.Origin}: found shape {Show(pair.Inputs.Shape)}, expected samples like those of {first.Inputs.Origin}, {Show(first.Inputs.Shape)}.");
        var targets = pair.Targets.Shape is [_] or [_, 1] ? pair.Targets.Shape[0] : throw new NascentException($"{pair.Targets.Origin}: found shape {Show(pair.Targets.Shape)}, expected one value a sample.");
        if (targets != pair.Inputs.Shape[0])
            throw new NascentException($"{pair.Targets.Origin}: found {targets:N0} targets, expected {pair.Inputs.Shape[0]:N0}, one for each sample of {pair.Inputs.Origin}.");
    }

    private static RawDataSet Assemble(string path, List<Pair> pairs, DataOptions options, LoadingLog log)
    {
        if (options.Label is { } named)
            throw new NascentException($"{path}: found arrays, for which there is no column '{named}'; the targets are {pairs[0].Targets.Origin}; drop --label.");
        var parts = pairs.SelectMany(pair => Enumerable.Repeat(pair.Part, pair.Inputs.Shape[0])).ToArray();
        var label = pairs[0].Targets.IsText
            ? (TypedColumn)new TypedColumn.Texts("y", [.. pairs.SelectMany(pair => pair.Targets.ToTexts())])
            : new TypedColumn.Numbers("y", [.. pairs.SelectMany(pair => pair.Targets.ToDoubles())]);
        var isImage = pairs[0].Inputs.Shape.Length > 2;
        var columns = isImage ? [] : ColumnsOf(pairs);
        var task = options.Task ?? (pairs.TrueForAll(pair => pair.Targets.IsWhole || pair.Targets.IsText) && isImage ? TaskKind.Classification : null);
        var table = new RawTable(path, [.. columns, label], parts, row => $"{path} sample {row + 1}");
        foreach (var column in table.Columns.OfType<TypedColumn.Numbers>())
            if (Array.FindIndex(column.Values, value => !CellText.IsUsable(value)) is var row and >= 0)
                throw new NascentException($"{table.PlaceOf(row)}, column '{column.Name}': found {column.Values[row]}, expected a finite number.");
        if (isImage && options.Split.DecidingColumn is { } key)
            throw new NascentException($"{path}: found images, but the split goes by the column '{key}'; use the split 'stratified' or 'given'.");
        if (isImage && label is TypedColumn.Numbers numbers && Array.FindIndex(numbers.Values, double.IsNaN) is var missing and >= 0)
            throw new NascentException($"{table.PlaceOf(missing)}: the target is NaN, expected a value.");
        var dataSet = TableTask.ToDataSet(table, options with { Label = "y", Task = task }, log);
        return isImage ? dataSet with { Values = ImageArrays.ToPixels([.. pairs.Select(pair => pair.Inputs)]) } : dataSet;
    }

    private static TypedColumn[] ColumnsOf(List<Pair> pairs)
    {
        var width = pairs[0].Inputs.Shape[1];
        var values = pairs.ConvertAll(pair => pair.Inputs.ToDoubles());
        return [.. Enumerable.Range(0, width).Select(c => new TypedColumn.Numbers($"x{c + 1}", [.. values.SelectMany(all => Enumerable.Range(0, all.Length / width).Select(row => all[(row * width) + c]))]))];
    }

    private static string Show(int[] shape) => $"({string.Join(", ", shape)})";
}
