using Nascent.Data.Reading;

namespace Nascent.Data.Tables;

/// <summary>A folder of CSV files, one a part: <c>train.csv</c> with, if there are any, <c>validation.csv</c> and <c>test.csv</c>.</summary>
internal static class TableFolder
{
    /// <summary>Whether a folder holds a training file.</summary>
    public static bool IsOne(string folder) => FilesIn(folder).Exists(file => file.Part == DataPart.Train);

    /// <summary>Reads all parts.</summary>
    /// <exception cref="NascentException">A file is no CSV, has other columns than the first, or has bad rows and skipping was not asked for.</exception>
    public static RawTable Read(string folder, DataOptions options, LoadingLog log)
    {
        var files = FilesIn(folder);
        return CsvTable.Read(folder, files, CsvTable.HeaderOf(files[0].Path, options), log);
    }

    private static List<(string Path, DataPart Part)> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(CsvTable.Names.Fit).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Part: PartOf(path))).Where(file => file.Part != DataPart.Any)];

    private static DataPart PartOf(string path) => FileNames.Bare(path, CsvTable.Names.Endings).ToLowerInvariant() switch
    {
        "train" => DataPart.Train,
        "val" or "valid" or "validation" => DataPart.Validation,
        "test" => DataPart.Test,
        _ => DataPart.Any,
    };
}
