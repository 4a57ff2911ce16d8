using Nascent.Data.Reading;

namespace Nascent.Data.Tables;

/// <summary>CSV and TSV files, gzipped or not, into a table with types.</summary>
internal static class CsvTable
{
    /// <summary>How such files are named.</summary>
    public static readonly FileNames Names = new(".csv", ".tsv") { Unsaid = [".txt"], Vague = [".data"], AlsoGzipped = true };

    // A column is one of numbers in which a few cells went wrong, rather than one of texts, where at most this share is no number.
    private const double StrayShare = 0.05;
    private const int StrayFrom = 20;

    /// <summary>Reads one file, or several with the same columns, each with the part that it makes up.</summary>
    /// <exception cref="NascentException">A file is no CSV, or has bad rows and skipping was not asked for.</exception>
    public static RawTable Read(string origin, IReadOnlyList<(string Path, DataPart Part)> files, bool? header, LoadingLog log)
    {
        var cells = files.Select(file => CsvCells.Read(file.Path, header, log)).ToArray();
        foreach (var (other, i) in cells.Select((other, i) => (other, i)))
            if (!other.Names.SequenceEqual(cells[0].Names))
                throw new NascentException($"{files[i].Path}: found the columns {string.Join(", ", other.Names)}, expected {string.Join(", ", cells[0].Names)} as in {files[0].Path}.");
        var places = cells.SelectMany((file, i) => file.Lines.Select(line => (File: i, Line: line))).ToArray();
        string PlaceOf(int row) => $"{files[places[row].File].Path} line {places[row].Line}";
        var bad = new bool[places.Length];
        var columns = cells[0].Names.Select((column, c) =>
            TypeOf(column, [.. cells.SelectMany(file => file.Columns[c])], cells[0].DecimalComma, PlaceOf, bad, log)).ToArray();
        var parts = cells.SelectMany((file, i) => Enumerable.Repeat(files[i].Part, file.Lines.Count)).ToArray();
        return new RawTable(origin, columns, parts, PlaceOf).Without(bad);
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="NascentException">It is no CSV, or has bad rows and skipping was not asked for.</exception>
    public static RawTable Read(string path, bool? header, LoadingLog log) =>
        Read(path, [(path, DataPart.Any)], header, log);

    private static TypedColumn TypeOf(string name, string[] cells, bool decimalComma, Func<int, string> placeOf, bool[] bad, LoadingLog log)
    {
        var values = new double[cells.Length];
        var (known, stray) = (0, new List<int>());
        for (var row = 0; row < cells.Length; row++)
        {
            values[row] = double.NaN;
            if (CellText.IsMissing(cells[row]))
                continue;
            known++;
            if (!CellText.TryNumber(cells[row], decimalComma, out values[row]))
                stray.Add(row);
        }

        var isNumbers = stray.Count == 0 || (stray.Count <= known * StrayShare && values.Where(double.IsFinite).Distinct().Take(StrayFrom).Count() == StrayFrom);
        if (!isNumbers)
            return new TypedColumn.Texts(name, Array.ConvertAll(cells, text => CellText.IsMissing(text) ? "" : text));
        foreach (var row in stray)
            Report(row, $"found '{cells[row]}', expected a number as in {known - stray.Count:N0} of {known:N0} rows");
        for (var row = 0; row < cells.Length; row++)
            if (!CellText.IsUsable(values[row]))
                Report(row, $"found '{cells[row]}', expected a finite number");
        return new TypedColumn.Numbers(name, values);

        void Report(int row, string what)
        {
            if (!bad[row])
                log.Bad($"{placeOf(row)}, column '{name}': {what}");
            bad[row] = true;
        }
    }
}
