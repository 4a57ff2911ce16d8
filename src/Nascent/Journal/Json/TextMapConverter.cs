using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nascent.Journal.Json;

/// <summary>Texts by name, sorted by ordinal, as an object.</summary>
public sealed class TextMapConverter : JsonConverter<ImmutableSortedDictionary<string, string>>
{
    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Expected an object of texts.");
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = reader.GetString() ?? throw new JsonException($"Found null for '{name}', expected a text.");
        }

        return map.ToImmutable();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
