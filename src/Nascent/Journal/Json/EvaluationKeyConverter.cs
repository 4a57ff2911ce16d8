using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Estimation;

namespace Nascent.Journal.Json;

/// <summary>An evaluation key as its text.</summary>
public sealed class EvaluationKeyConverter : JsonConverter<EvaluationKey>
{
    /// <inheritdoc/>
    public override EvaluationKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("Expected an evaluation key's text."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EvaluationKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
