using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Trials;

namespace Nascent.Journal.Json;

/// <summary>A candidate's name as its text.</summary>
public sealed class CandidateIdConverter : JsonConverter<CandidateId>
{
    /// <inheritdoc/>
    public override CandidateId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("Expected a candidate's text."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CandidateId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
