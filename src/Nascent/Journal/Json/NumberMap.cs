using System.Collections.Immutable;
using System.Text.Json;

namespace Nascent.Journal.Json;

/// <summary>Numbers by name, sorted by ordinal, as a JSON object; infinities are written as text.</summary>
internal static class NumberMap
{
    public static readonly ImmutableSortedDictionary<string, double> Empty = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, double> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Expected an object of numbers.");
        var map = Empty.ToBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = reader.TokenType == JsonTokenType.String
                ? reader.GetString() switch
                {
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    "NaN" => double.NaN,
                    var text => throw new JsonException($"Found '{text}' for '{name}', expected a number."),
                }
                : reader.GetDouble();
        }

        return map.ToImmutable();
    }

    public static void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, double> values)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in values)
        {
            if (double.IsFinite(value))
                writer.WriteNumber(name, value);
            else
                writer.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }

        writer.WriteEndObject();
    }
}
