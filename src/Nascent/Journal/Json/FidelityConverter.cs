using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Estimation;

namespace Nascent.Journal.Json;

/// <summary>A fidelity as <c>{"estimator":"train","axes":{"epochs":3}}</c>.</summary>
public sealed class FidelityConverter : JsonConverter<Fidelity>
{
    /// <inheritdoc/>
    public override Fidelity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Expected a fidelity object.");
        string? estimator = null;
        var axes = NumberMap.Empty;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "estimator")
                estimator = reader.GetString();
            else if (name == "axes")
                axes = NumberMap.Read(ref reader);
            else
                reader.Skip();
        }

        return new Fidelity(estimator ?? throw new JsonException("A fidelity has no estimator."), axes);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Fidelity value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("estimator", value.Estimator);
        writer.WritePropertyName("axes");
        NumberMap.Write(writer, value.Axes);
        writer.WriteEndObject();
    }
}
