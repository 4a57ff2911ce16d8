using Nascent.Data.Reading;

namespace Nascent.Data.Tables;

/// <summary>CSV and TSV files, gzipped or not, into a table of cells as they are written.</summary>
internal static class CsvTable
{
    /// <summary>How such files are named.</summary>
    public static readonly FileNames Names = new(".csv", ".tsv") { Unsaid = [".txt"], Vague = [".data"], AlsoGzipped = true };

    /// <summary>Reads one file, or several with the same columns, each with the part that it makes up.</summary>
    /// <exception cref="NascentException">A file is no CSV, or has bad rows and skipping was not asked for.</exception>
    public static RawTable Read(string origin, IReadOnlyList<(string Path, DataPart Part)> files, bool? header, LoadingLog log)
    {
        var cells = files.Select(file => CsvCells.Read(file.Path, header, log)).ToArray();
        foreach (var (other, i) in cells.Select((other, i) => (other, i)))
            if (!other.Names.SequenceEqual(cells[0].Names))
                throw new NascentException($"{files[i].Path}: found the columns {string.Join(", ", other.Names)}, expected {string.Join(", ", cells[0].Names)} as in {files[0].Path}.");
        var places = cells.SelectMany((file, i) => file.Lines.Select(line => (File: i, Line: line))).ToArray();
        var columns = cells[0].Names.Select((column, c) => (TypedColumn)new TypedColumn.Texts(column, [.. cells.SelectMany(file => file.Columns[c])])).ToArray();
        var parts = cells.SelectMany((file, i) => Enumerable.Repeat(files[i].Part, file.Lines.Count)).ToArray();
        return new RawTable(origin, columns, parts, row => $"{files[places[row].File].Path} line {places[row].Line}")
        {
            Separator = cells[0].Separator,
            FirstLine = cells[0].HasHeader ? [] : [.. cells[0].Columns.Select(column => column[0])],
        };
    }

    /// <summary>Whether the first line of a file holds the names of columns: as the options say, or because it holds a name that they use; null to find out.</summary>
    /// <exception cref="NascentException">The file is no CSV.</exception>
    public static bool? HeaderOf(string path, DataOptions options)
    {
        string[] names = [.. options.ColumnNames.Where(name => !CsvCells.IsMadeUp(name))];
        return options.Header is null && names.Length > 0 && CsvCells.FirstLineOf(path).Any(names.Contains) ? true : options.Header;
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="NascentException">It is no CSV, or has bad rows and skipping was not asked for.</exception>
    public static RawTable Read(string path, bool? header, LoadingLog log) =>
        Read(path, [(path, DataPart.Any)], header, log);
}
