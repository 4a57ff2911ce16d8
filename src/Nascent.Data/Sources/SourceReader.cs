using Nascent.Data.Arrays;
using Nascent.Data.Images;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Sources;

/// <summary>Finds out what a source holds, by names and first bytes, and reads it.</summary>
internal static class SourceReader
{
    public static RawDataSet Read(DataSource source, DataOptions options, LoadingLog log)
    {
        var data = source switch
        {
            DataSource.BuiltIn builtIn => builtIn.Entry.Read(),
            DataSource.FromPath { Path: var path } => Directory.Exists(path) ? ReadFolder(path, options, log) : ReadFile(path, options, log),
            _ => throw new NotSupportedException(source.GetType().Name),
        };
        if (data.Values is SampleValues.Pixels)
            RefuseTableOptions(data.Origin, options, isArchive: source is DataSource.FromPath { Path: var file } && NpzFile.IsNamedSo(file));
        return data;
    }

    private static RawDataSet ReadFile(string path, DataOptions options, LoadingLog log)
    {
        if (IdxFiles.IsNamedSo(path))
            return IdxFiles.ReadFile(path, []);
        if (CifarBinary.IsNamedSo(path))
            return CifarBinary.ReadFile(path);
        if (path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase))
            return CifarBinary.ReadArchive(path);
        if (NpzFile.IsNamedSo(path))
            return NpzFile.Read(path, options, log);
        if (ParquetTable.IsNamedSo(path))
            return TableTask.ToDataSet(ParquetTable.Read(path, log), options, log);
        if (CsvTable.IsNamedSo(path))
            return TableTask.ToDataSet(CsvTable.Read(path, options.Header, log), options, log);
        throw new NascentException(ImageFile.IsNamedSo(path)
            ? $"{path}: found a single image, expected a folder with one sub-folder of images for each class."
            : $"{path}: found a file of unknown kind, expected its name to end in .csv, .tsv, .parquet, .npz or .bin, or to hold idx1 or idx3 (each but .parquet and .npz also with .gz).");
    }

    private static RawDataSet ReadFolder(string folder, DataOptions options, LoadingLog log)
    {
        if (IdxFiles.AreIn(folder))
            return IdxFiles.ReadFolder(folder, []);
        if (CifarBinary.AreIn(folder))
            return CifarBinary.ReadFolder(folder);
        return TableFiles(folder) is { Count: > 0 } files
            ? TableTask.ToDataSet(CsvTable.Read(InputFile.BareName(folder), folder, files, options.Header, log), options, log)
            : ImageFolder.Read(folder, options, log);
    }

    // train.csv with, if there are any, validation.csv and test.csv.
    private static List<(string Path, DataPart Part)> TableFiles(string folder)
    {
        var files = Directory.EnumerateFiles(folder).Where(CsvTable.IsNamedSo).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Name: InputFile.BareName(path).ToLowerInvariant()))
            .Select(file => (file.Path, Part: file.Name switch
            {
                "train" => DataPart.Train,
                "val" or "valid" or "validation" => DataPart.Validation,
                "test" => DataPart.Test,
                _ => DataPart.Any,
            })).Where(file => file.Part != DataPart.Any).ToList();
        return files.Exists(file => file.Part == DataPart.Train) ? files : [];
    }

    private static void RefuseTableOptions(string origin, DataOptions options, bool isArchive)
    {
        if (options.Label is { } label)
            throw new NascentException($"{origin}: found images, for which there is no column '{label}'; drop --label.");
        if (options.Task is TaskKind.Regression && !isArchive)
            throw new NascentException($"{origin}: found images with classes, expected numbers for a regression; drop --task.");
    }
}
