using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Files;

namespace Nascent.Jobs.Hosting;

/// <summary>Records that the program keeps as JSON for itself.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a file as a whole or not at all.</summary>
    public static void Write<T>(string path, T content) => WholeFile.WriteText(path, JsonSerializer.Serialize(content, Form));

    /// <summary>Reads a file that <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="noun">What it is, and what to do without it, for errors.</param>
    /// <exception cref="NascentException">It is missing or damaged.</exception>
    public static T Read<T>(string path, string noun)
        where T : class
    {
        var text = RegularFile.ReadText(path, noun);
        try
        {
            return JsonSerializer.Deserialize<T>(text, Form) ?? throw new NascentException($"{path}: found nothing, expected {noun}.");
        }
        catch (JsonException failure)
        {
            throw new NascentException($"{path}: found a damaged file ({failure.Message.TrimEnd('.')}), expected {noun}.", failure);
        }
    }
}
