using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nascent.Files;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Predictors;

/// <summary>Reads and writes predictors as JSON.</summary>
/// <remarks>
/// What a predictor follows from is stored, not its weights: reading fits it again, which takes as long as the first time and gives the same predictor. The file is an object of <c>format</c>, <c>version</c>,
/// <c>content</c> and <c>checksum</c>, the SHA-256 of the bytes of <c>content</c> as they stand in the file. The form is on <c>docs/estimators/predictors.md</c>.
/// </remarks>
public static class PredictorFile
{
    /// <summary>The version of the form that is written.</summary>
    public const int Version = 1;

    private const string Format = "nascent-predictor";

    /// <summary>Writes a record as a whole or not at all: a reader sees the old file or the new one.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="record">What the predictor follows from.</param>
    public static void Write(string path, PredictorRecord record)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var content = Content(record);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("checksum", ChecksumOf(content));
            json.WritePropertyName("content");
            json.WriteRawValue(content);
            json.WriteEndObject();
        }

        WholeFile.WriteBytes(path, buffer.ToArray());
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="NascentException">The file is not there, is no predictor, is damaged, or a newer version wrote it; the message says which.</exception>
    public static PredictorRecord Read(string path)
    {
        if (!File.Exists(path))
            throw new NascentException($"{path}: found no such file, expected a predictor that was saved.");
        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadText(path, "a predictor that was saved"));
            return Read(path, document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new NascentException($"{path}: found no predictor that can be read ({failure.Message}), expected a file of the format '{Format}'; it is damaged, so save the predictor again.", failure);
        }
    }

    private static PredictorRecord Read(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.GetString() != Format)
            throw new NascentException($"{path}: found JSON of another kind, expected an object whose 'format' is '{Format}'.");
        if (root.GetProperty("version").GetInt32() is var version && version is < 1 or > Version)
            throw new NascentException($"{path}: found version {version} of the format '{Format}', expected 1 to {Version}; read it with the version of nascent that wrote it, or a later one.");
        var content = root.GetProperty("content");
        if (ChecksumOf(Encoding.UTF8.GetBytes(content.GetRawText())) is var sum && sum != root.GetProperty("checksum").GetString())
            throw new NascentException($"{path}: found content with the checksum {sum}, expected {root.GetProperty("checksum").GetString()}; the file was changed or damaged, so save the predictor again.");
        return new(
            Text(content, "predictor"), content.GetProperty("predictorVersion").GetInt32(), new Seed(content.GetProperty("seed").GetUInt64()),
            Text(content, "metric"), Text(content, "space"), Text(content, "decisions"),
            [.. content.GetProperty("observations").EnumerateArray().Select(Observation)]);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static PredictorObservation Observation(JsonElement json) => new(
        new(Genotype.Parse(Text(json, "genotype")), new Metrics(json.GetProperty("known").EnumerateObject()
            .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value.GetDouble(), StringComparer.Ordinal))),
        json.GetProperty("value").GetDouble());

    private static byte[] Content(PredictorRecord record)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("predictor", record.Predictor);
            json.WriteNumber("predictorVersion", record.Version);
            json.WriteNumber("seed", record.Seed.Value);
            json.WriteString("metric", record.Metric);
            json.WriteString("space", record.Space);
            json.WriteString("decisions", record.Decisions);
            json.WriteStartArray("observations");
            foreach (var observation in record.Observations)
                Write(json, observation);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, PredictorObservation observation)
    {
        json.WriteStartObject();
        json.WriteString("genotype", observation.Input.Genotype.ToString());
        json.WriteStartObject("known");
        foreach (var (name, value) in observation.Input.Known.Values.Where(pair => double.IsFinite(pair.Value)))
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteNumber("value", observation.Value);
        json.WriteEndObject();
    }

    private static string ChecksumOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
