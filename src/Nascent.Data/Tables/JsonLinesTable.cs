using System.Globalization;
using System.Text.Json;
using Nascent.Data.Reading;

namespace Nascent.Data.Tables;

/// <summary>A table of JSON lines: one object a line, whose properties are the columns.</summary>
internal static class JsonLinesTable
{
    /// <summary>How such files are named.</summary>
    public static readonly FileNames Names = new(".jsonl") { Unsaid = [".ndjson"], AlsoGzipped = true };

    private const int MostColumns = 10_000;

    private sealed record Row(int Line, Dictionary<string, object> Cells);

    /// <summary>Reads the rows; a column of numbers alone is numeric, others are texts.</summary>
    /// <exception cref="NascentException">The file is missing, damaged, or a line is no object of plain values and skipping was not asked for.</exception>
    public static RawTable Read(string path, LoadingLog log)
    {
        var (rows, names, line) = (new List<Row>(), new List<string>(), 0);
        using var reader = new StreamReader(InputFile.Open(path));
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length > 0 && !string.IsNullOrWhiteSpace(text) && CellsOf(text, $"{path} line {line}", log) is { } cells)
            {
                rows.Add(new(line, cells));
                names.AddRange(cells.Keys.Except(names));
            }

            if (names.Count > MostColumns)
                throw new NascentException($"{path} line {line}: found more than {MostColumns:N0} different names of properties, expected the same in every line.");
        }

        if (rows.Count == 0 || names.Count == 0)
            throw new NascentException($"{path}: found no rows, expected one JSON object a line, such as {{\"file\": \"a.png\", \"label\": \"cat\"}}.");
        return new(path, [.. names.Select(name => ColumnOf(name, rows))], new DataPart[rows.Count], row => $"{path} line {rows[row].Line}");
    }

    private static Dictionary<string, object>? CellsOf(string text, string place, LoadingLog log)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                log.Bad($"{place}: found {document.RootElement.ValueKind.ToString().ToLowerInvariant()}, expected a JSON object such as {{\"file\": \"a.png\", \"label\": \"cat\"}}");
                return null;
            }

            var cells = new Dictionary<string, object>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    log.Bad($"{place}, '{property.Name}': found {property.Value.ValueKind.ToString().ToLowerInvariant()}, expected a text, a number, true, false or null");
                    return null;
                }

                cells[property.Name] = CellOf(property.Value);
            }

            return cells;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)   // the second for half of a pair of code units, such as \ud800
        {
            log.Bad($"{place}: found what is no JSON, expected an object such as {{\"file\": \"a.png\", \"label\": \"cat\"}}");
            return null;
        }
    }

    private static object CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static TypedColumn ColumnOf(string name, List<Row> rows)
    {
        object[] cells = [.. rows.Select(row => row.Cells.GetValueOrDefault(name, ""))];
        return cells.Any(cell => cell is double) && cells.All(cell => cell is double or "")
            ? new TypedColumn.Numbers(name, Array.ConvertAll(cells, cell => cell is double number ? number : double.NaN))
            : new TypedColumn.Texts(name, Array.ConvertAll(cells, cell => cell is double number ? number.ToString("R", CultureInfo.InvariantCulture) : (string)cell));
    }
}
