using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using Nascent.Data.Reading;
using Nascent.Data.Tables.Evidence;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>The cells of one CSV file, trimmed, with the line that each row ends on.</summary>
/// <param name="Names">The names of the columns.</param>
/// <param name="Columns">(columns, rows).</param>
/// <param name="Lines">One a row, counted from 1.</param>
/// <param name="Separator">What separates the cells.</param>
/// <param name="HasHeader">Whether the first line holds the names.</param>
internal sealed record CsvCells(string[] Names, List<string>[] Columns, List<long> Lines, char Separator, bool HasHeader)
{
    private const int MostRecordBytes = 1 << 24;

    /// <summary>What may stand between fields.</summary>
    public static readonly ImmutableArray<char> Separators = CsvSeparator.All;

    /// <summary>Whether <c>1,5</c> may be a number in a table of a benchmark, as in files that separate by semicolons.</summary>
    public bool DecimalComma => Separator == ';';

    /// <summary>The name of a column, counted from 1, of a file that gives it none.</summary>
    public static string MadeUpName(int number) => $"column{number}";

    /// <summary>Whether a column has such a name.</summary>
    public static bool IsMadeUp(string name) => name.StartsWith("column", StringComparison.Ordinal) && int.TryParse(name["column".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Reads a file: the separator and whether there is a header are found out.</summary>
    /// <exception cref="NascentException">The file is no CSV, or has bad rows and skipping was not asked for.</exception>
    public static CsvCells Read(string path, bool? header, LoadingLog log)
    {
        var separator = SeparatorOf(path);
        return Read(path, separator, reader => Read(reader, path, header, separator, log));
    }

    /// <summary>The cells of the first line.</summary>
    /// <exception cref="NascentException">The file is no CSV.</exception>
    public static string[] FirstLineOf(string path) => Read(path, SeparatorOf(path), reader => reader.Read() ? FieldsOf(reader, path) : []);

    /// <summary>The separator that the first lines of a file speak for.</summary>
    /// <exception cref="NascentException">The file is no text.</exception>
    public static char SeparatorOf(string path) => CsvSeparator.Of(path).Separator;

    /// <summary>Reads a file that separates by some character, record by record.</summary>
    /// <exception cref="NascentException">The file is no CSV.</exception>
    public static T Read<T>(string path, char separator, Func<CsvReader, T> read)
    {
        var options = CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = MostRecordBytes,
            OnMalformedRecord = record =>
            {
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                    throw new NascentException($"{path} line {record.LineNumber}: found a quotation mark that is not closed before the end of the file, expected a closing one.");
            },
        };
        var stream = InputFile.Open(path);
        if (CsvSeparator.Of(path).Encoding is { IsWide: true, HasMark: false } wide)
            stream = Encoding.CreateTranscodingStream(stream, wide.Encoding, Encoding.UTF8);
        using var reader = CsvReader.Create(stream, options, leaveOpen: false);
        try
        {
            return read(reader);
        }
        catch (CsvFormatException failure)
        {
            throw new NascentException($"{path} line {failure.LineNumber}: found a row that cannot be read ({failure.Message}), expected at most {MostRecordBytes:N0} bytes; is a quotation mark not closed?", failure);
        }
    }

    private static CsvCells Read(CsvReader reader, string path, bool? header, char separator, LoadingLog log)
    {
        if (!reader.Read())
            throw new NascentException($"{path}: found no rows, expected a table.");
        var (first, firstLine) = (FieldsOf(reader, path), reader.LineNumber);
        if (first.Length < 2)
            throw new NascentException($"{path}: found one column, expected at least two, separated by comma, semicolon, tab or |: what is predicted and what it is predicted from.");
        var (rows, lines) = (new List<string[]>(), new List<long>());
        while (reader.Read())
        {
            if (reader.FieldCount != first.Length)
            {
                log.Bad($"{path} line {reader.LineNumber}: found {reader.FieldCount} field{(reader.FieldCount == 1 ? "" : "s")}, expected {first.Length} as in line {firstLine}");
                continue;
            }

            rows.Add(FieldsOf(reader, path));
            lines.Add(reader.LineNumber);
        }

        var hasHeader = header ?? LooksLikeHeader(first, rows);
        if (!hasHeader)
        {
            rows.Insert(0, first);
            lines.Insert(0, firstLine);
            log.Note($"{path}: line {firstLine} was read as data, so the columns are called column1 to column{first.Length}.");
        }

        if (rows.Count == 0)
            throw new NascentException($"{path}: found a header and no rows, expected at least 3 rows.");
        var names = hasHeader ? first.Select((name, i) => name.Length > 0 ? name : MadeUpName(i + 1)).ToArray() : [.. Enumerable.Range(1, first.Length).Select(MadeUpName)];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new NascentException($"{path} line {firstLine}: found {twice.Count()} columns called '{twice.Key}', expected different names; rename them{(header is null ? ", or pass --header no if the first line is data" : "")}.");
        return new(names, [.. Enumerable.Range(0, names.Length).Select(c => rows.ConvertAll(row => row[c]))], lines, separator, hasHeader);
    }

    /// <summary>The fields of a record, trimmed, and without single quotes around them, which some programs write.</summary>
    /// <exception cref="NascentException">They are no UTF-8.</exception>
    public static string[] FieldsOf(CsvReader reader, string path)
    {
        var fields = new string[reader.FieldCount];
        for (var c = 0; c < fields.Length; c++)
        {
            fields[c] = reader.GetString(c) is ['\'', .. var quoted, '\''] ? quoted : reader.GetString(c);
            if (fields[c].Contains('\uFFFD'))
                throw new NascentException($"{path} line {reader.LineNumber}: found bytes that are no UTF-8, expected a text file in UTF-8; save it so.");
        }

        return fields;
    }

    // A first line is a header unless it holds a number or a missing value, or each of its texts comes up again in its column.
    private static bool LooksLikeHeader(string[] first, List<string[]> rows)
    {
        if (first.Where((text, c) => text.Length > 0 && (IsNumber(text) || IsMissing(text, c))).Any())
            return false;
        var columnsOfNumbers = Enumerable.Range(0, first.Length).Any(c => rows.Count > 0 && rows.Take(100).All(row => MissingWords.Has(row[c]) || IsNumber(row[c])) && rows.Take(100).Any(row => IsNumber(row[c])));
        return columnsOfNumbers || !Enumerable.Range(0, first.Length).All(c => rows.Any(row => row[c] == first[c]));

        // A word such as 'unknown' may well be a name.
        bool IsMissing(string text, int c) => MissingWords.AlwaysHas(text) || (MissingWords.Has(text) && (!text.Any(char.IsLetter) || text[0] is '#' or '<' || rows.Exists(row => row[c] == text)));
    }

    private static bool IsNumber(string text) => NumberCandidates.Fitting(text, out _) != 0;
}
