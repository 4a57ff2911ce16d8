using Nascent.Data.Images;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Formats;

/// <summary>A format of rows and columns as one file: it can be learned from, hold rows to predict, or a benchmark.</summary>
/// <param name="Names">How such files are named.</param>
/// <param name="ReadCells">Reads a file; cells of texts are as they are written, where the format does not know what columns hold.</param>
/// <param name="HeaderOf">Whether the first line of a file has the names, by the options; null for what they say.</param>
internal sealed record TableForm(FileNames Names, TableReader ReadCells, Func<string, DataOptions, bool?>? HeaderOf = null)
    : FileForm(Names, (path, options, log) => ToDataSet(ReadCells(path, HeaderOf is null ? options.Header : HeaderOf(path, options), log), options, log))
{
    /// <summary>Reads a file as rows to predict: its path, whether it has a header or null to find out, and the names of the columns that are looked for.</summary>
    public Func<string, bool?, IReadOnlySet<string>, RowTable> ReadRows { get; init; } =
        (path, header, _) => RowTable.Of(ReadCells(path, header, new LoadingLog(skipBad: false, canSkip: false)));

    /// <summary>Reads a file and decides by itself which columns hold numbers.</summary>
    /// <exception cref="NascentException">The file is missing, damaged or of another format.</exception>
    public RawTable ReadTable(string path, bool? header, LoadingLog log) => ColumnKinds.Decide(ReadCells(path, header, log), DataOptions.Default, log);

    /// <summary>A table as a data set: of images where a column names them, else of its columns.</summary>
    /// <exception cref="NascentException">Columns, rows or images are missing or bad, and skipping was not asked for.</exception>
    public static RawDataSet ToDataSet(RawTable cells, DataOptions options, LoadingLog log) =>
        PictureTable.PathsIn(cells, options, log) is { } paths ? PictureTable.Read(cells, paths, options, log) : TableTask.ToDataSet(cells, options, log);
}
