using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Genotypes;

namespace Nascent.Journal.Json;

/// <summary>A genotype as its canonical text.</summary>
public sealed class GenotypeConverter : JsonConverter<Genotype>
{
    /// <inheritdoc/>
    public override Genotype Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Genotype.Parse(reader.GetString() ?? throw new JsonException("Expected a genotype's text."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Genotype value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
