using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Nascent.Journal.Json;

namespace Nascent.Jobs.Requests;

/// <summary>The JSON form of a <see cref="SearchRequest"/>.</summary>
internal static class RequestJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new DurationConverter(), new FiniteConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } },
    };

    public static string Write(SearchRequest request) => JsonSerializer.Serialize(request, Form);

    public static SearchRequest Read(string json, string source)
    {
        try
        {
            var root = JsonNode.Parse(json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false }) as JsonObject
                ?? throw new NascentException($"{source}: found no object, expected a request such as {{ \"data\": \"photos/\", \"budget\": \"10m\" }}.");
            if (root.ContainsKey("retrainRecipe"))
            {
                var stored = StoredSpec.RequestOf(JournalJson.ReadSpec(root.ToJsonString(), source));
                Write(stored); // a specification may hold infinity, where a request may not
                return stored;
            }

            RequireKnown(root, source);
            if (root["space"] is JsonObject space)
                root["space"] = space.ToJsonString();
            foreach (var property in Form.GetTypeInfo(typeof(SearchRequest)).Properties)
                ReadQuantity(root, property, $"{source}, {property.Name}");
            return root.Deserialize<SearchRequest>(Form)!;
        }
        catch (InvalidOperationException failure)   // half of a pair of code units, such as \ud800
        {
            throw new NascentException($"{source}: found what cannot be read ({failure.Message.Split('.')[0]}), expected JSON as docs/library.md describes it.", failure);
        }
        catch (JsonException failure)
        {
            throw new NascentException($"{source}{(failure.Path is { Length: > 0 } path ? $", {path}" : "")}: found what cannot be read ({failure.Message.Split('.')[0]}), expected JSON as docs/library.md describes it.", failure);
        }
    }

    private static void RequireKnown(JsonObject root, string source)
    {
        var known = Form.GetTypeInfo(typeof(SearchRequest)).Properties.Select(property => property.Name).ToArray();
        if (root.Select(pair => pair.Key).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new NascentException($"{source}: {NascentException.UnknownName("property", unknown, known).Message}");
    }

    /// <summary>A time or a size that stands there as users write it becomes a number; what is wrong with it is told with its place.</summary>
    private static void ReadQuantity(JsonObject root, JsonPropertyInfo property, string place)
    {
        if (root[property.Name] is not JsonValue value || !value.TryGetValue<string>(out var text))
            return;
        if (property.PropertyType == typeof(TimeSpan?))
            root[property.Name] = Quantity.Duration(place, text).TotalSeconds;
        else if (property.PropertyType == typeof(long?))
            root[property.Name] = Quantity.Bytes(place, text);
    }

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.ShouldSerialize = (_, value) => value switch
            {
                null or ImmutableArray<string> { IsEmpty: true } or ImmutableSortedDictionary<string, double> { IsEmpty: true } => false,
                bool truth => truth || property.PropertyType == typeof(bool?), // of one that may be null, no is an answer
                _ => true,
            };
    }

    /// <summary>Times: read in seconds, written as users write them.</summary>
    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDouble() is >= 0 and < 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : throw new JsonException("It is no time in seconds");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue($"{value.TotalSeconds:0.###}s");
    }

    /// <summary>Numbers that a request can be written with again: JSON knows no infinity, and 1e999 is read as one.</summary>
    private sealed class FiniteConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDouble() is var number && double.IsFinite(number) ? number : throw new JsonException("It is no finite number");

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(double.IsFinite(value) ? value : throw new JsonException("It is no finite number"));
    }
}
