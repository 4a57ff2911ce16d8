using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Formats;

/// <summary>A format of rows and columns as one file: it can be learned from, hold rows to predict, or a benchmark.</summary>
internal sealed record TableForm(FileNames Names, TableReader ReadTable)
    : FileForm(Names, (path, options, log) => TableTask.ToDataSet(ReadTable(path, options.Header, log), options, log))
{
    /// <summary>Reads a file as rows to predict: its path, whether it has a header or null to find out, and the names of the columns that are looked for.</summary>
    public Func<string, bool?, IReadOnlySet<string>, RowTable> ReadRows { get; init; } =
        (path, header, _) => RowTable.Of(ReadTable(path, header, new LoadingLog(skipBad: false, canSkip: false)));
}
