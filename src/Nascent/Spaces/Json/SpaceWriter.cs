using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nascent.Spaces.Attributes;

namespace Nascent.Spaces.Json;

/// <summary>Writes a space as JSON.</summary>
internal static class SpaceWriter
{
    /// <summary>The schema's file, which lies in <c>docs/schema</c>.</summary>
    public const string Schema = "search-space.schema.json";

    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    public static string Write(SearchSpace space)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var blocks = new BlockWriter(json);
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteNumber("version", Version);
            json.WriteString("name", space.Name);
            json.WriteString("input", AttributeText.Of(space.Input));
            if (space.Definitions.Count > 0)
                blocks.Named("shared", space.Definitions);
            json.WritePropertyName("net");
            blocks.Write(space.Net);
            if (space.Genotypes.First.Length > 0)
            {
                json.WriteStartArray("first");
                foreach (var genotype in space.Genotypes.First)
                    json.WriteStringValue(genotype.ToString());
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
