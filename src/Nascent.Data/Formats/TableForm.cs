using Nascent.Data.Images;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Formats;

/// <summary>A format of rows and columns as one file: it can be learned from, hold rows to predict, or a benchmark.</summary>
internal sealed record TableForm(FileNames Names, TableReader ReadTable)
    : FileForm(Names, (path, options, log) => ToDataSet(ReadTable(path, options.Header, log), options, log))
{
    /// <summary>Whether a file begins with the names of columns, given the names that are looked for; null where the format always has names.</summary>
    public Func<string, IReadOnlySet<string>, bool>? HasHeader { get; init; }

    /// <summary>A table as a data set: of images where a column names them, else of its columns.</summary>
    /// <exception cref="NascentException">Columns, rows or images are missing or bad, and skipping was not asked for.</exception>
    public static RawDataSet ToDataSet(RawTable table, DataOptions options, LoadingLog log) =>
        PictureTable.PathsIn(table, options, log) is { } paths ? PictureTable.Read(table, paths, options, log) : TableTask.ToDataSet(table, options, log);
}
