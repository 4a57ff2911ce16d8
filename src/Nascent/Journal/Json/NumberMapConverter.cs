using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nascent.Journal.Json;

/// <summary>Options of strategies and estimators as an object with one number for each name.</summary>
public sealed class NumberMapConverter : JsonConverter<ImmutableSortedDictionary<string, double>>
{
    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        NumberMap.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, double> value, JsonSerializerOptions options) =>
        NumberMap.Write(writer, value);
}
