using CsvHelper;

namespace Nascent.Data.Tables;

/// <summary>A CSV file as rows to predict: the names that are looked for tell the separator and the header, so that no row's meaning depends on the rows beside it.</summary>
internal static class CsvRows
{
    /// <summary>Reads a file; one column is enough.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether the first line has the names of the columns, or null to find out.</param>
    /// <param name="names">The columns that are looked for.</param>
    /// <exception cref="NascentException">The file is no CSV, or has no rows.</exception>
    public static RowTable Read(string path, bool? header, IReadOnlySet<string> names)
    {
        var separator = SeparatorOf(path, names);
        return CsvCells.Read(path, separator, reader => Read(reader, path, header, names, separator == ';'));
    }

    private static RowTable Read(CsvReader reader, string path, bool? header, IReadOnlySet<string> names, bool decimalComma)
    {
        if (!reader.Read())
            throw new NascentException($"{path}: found no rows, expected a table.");
        var (first, firstLine) = (CsvCells.FieldsOf(reader, path), reader.LineNumber);
        var hasHeader = header ?? (!names.All(CsvCells.IsMadeUp) || first.Any(names.Contains));
        var (rows, faults, lines) = (new List<string[]>(), new List<string?>(), new List<long>());
        if (!hasHeader)
            Add(first, null, firstLine);
        var none = Enumerable.Repeat("", first.Length).ToArray();
        while (reader.Read())
        {
            if (reader.FieldCount != first.Length)
                Add(none, $"{path} line {reader.LineNumber}: found {reader.FieldCount} field{(reader.FieldCount == 1 ? "" : "s")}, expected {first.Length} as in line {firstLine}", reader.LineNumber);
            else
                AddFields();
        }

        if (rows.Count == 0)
            throw new NascentException($"{path}: found a header and no rows, expected at least one row.");
        string[] found = hasHeader ? first : [.. Enumerable.Range(1, first.Length).Select(CsvCells.MadeUpName)];
        if (found.Where(names.Contains).CountBy(name => name).FirstOrDefault(pair => pair.Value > 1) is { Value: > 1 } twice)
            throw new NascentException($"{path} line {firstLine}: found {twice.Value} columns called '{twice.Key}', expected one; rename or drop the others.");
        return new RowTable(
            [.. found.Select((name, c) => new TypedColumn.Texts(name, [.. rows.Select(row => row[c])]))], [.. faults], row => $"{path} line {lines[row]}", decimalComma);

        void AddFields()
        {
            try
            {
                Add(CsvCells.FieldsOf(reader, path), null, reader.LineNumber);
            }
            catch (NascentException failure)
            {
                Add(none, failure.Message.TrimEnd('.'), reader.LineNumber);
            }
        }

        void Add(string[] cells, string? fault, long line)
        {
            rows.Add(cells);
            faults.Add(fault);
            lines.Add(line);
        }
    }

    // The separator by which the first line has most of the names, or, of a file without names, most fields; the one that other files are read by where several do.
    private static char SeparatorOf(string path, IReadOnlySet<string> names)
    {
        var usual = CsvCells.SeparatorOf(path);
        var fits = CsvCells.Separators.OrderBy(separator => separator != usual).Select(separator => (Separator: separator, First: FirstLine(path, separator))).ToArray();
        var named = fits.MaxBy(fit => fit.First.Count(names.Contains));
        return named.First.Any(names.Contains) || !names.All(CsvCells.IsMadeUp) ? named.Separator : fits.MaxBy(fit => fit.First.Length).Separator;
    }

    private static string[] FirstLine(string path, char separator) =>
        CsvCells.Read(path, separator, reader => reader.Read() ? CsvCells.FieldsOf(reader, path) : []);
}
