using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Trials;

namespace Nascent.Journal.Json;

/// <summary>A candidate's name as its text.</summary>
public sealed class CandidateIdConverter : JsonConverter<CandidateId>
{
    /// <inheritdoc/>
    public override CandidateId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && (text == CandidateId.Ensemble.Text || text.StartsWith("baseline:", StringComparison.Ordinal)
            || (text.StartsWith("trial:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            ? new(text) : throw new JsonException("Expected a candidate's text, such as trial:17.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CandidateId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
