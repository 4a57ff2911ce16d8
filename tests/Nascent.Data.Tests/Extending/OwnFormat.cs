using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Data.Formats;

namespace Nascent.Data.Tests.Extending;

/// <summary>A table as lines of JSON: each line is a row, its fields are the columns.</summary>
public static class OwnFormat
{
    public static DataFormat Description { get; } = DataFormat.OfTable(
        "records", "a table: .records with one JSON object a line, whose fields are numbers or texts", [".records"], Read);

    private static IReadOnlyList<RawColumn> Read(string path)
    {
        JsonObject[] rows = [.. File.ReadLines(path).Select((line, i) => RowOf(line, $"{path} line {i + 1}"))];
        return [.. rows[0].Select(field => ColumnOf(field.Key, [.. rows.Select(row => row[field.Key])]))];
    }

    private static JsonObject RowOf(string line, string place)
    {
        try
        {
            return JsonNode.Parse(line)!.AsObject();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new NascentException($"{place}: found no JSON object, expected one that has the columns as fields.", failure);
        }
    }

    private static RawColumn ColumnOf(string name, JsonNode?[] cells) => cells.All(IsNumber)
        ? new RawColumn.Numbers(name, Array.ConvertAll(cells, cell => cell is null ? double.NaN : (double)cell))
        : new RawColumn.Texts(name, Array.ConvertAll(cells, cell => cell?.ToString() ?? ""));

    private static bool IsNumber(JsonNode? cell) => cell is null || cell.GetValueKind() == JsonValueKind.Number;
}
