using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Tasks;

namespace Nascent.Journal.Json;

/// <summary>Metrics as an object with one number for each name.</summary>
public sealed class MetricsConverter : JsonConverter<Metrics>
{
    /// <inheritdoc/>
    public override Metrics Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(NumberMap.Read(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Metrics value, JsonSerializerOptions options) => NumberMap.Write(writer, value.Values);
}
