using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Google.Protobuf;
using Nascent.Onnx.Schema;
using Nascent.Tasks;

namespace Nascent.Onnx.Metadata;

/// <summary>What a model file says about itself.</summary>
/// <param name="Network">The name of the network: the space or hand that made it.</param>
/// <param name="Task">What is predicted, with the names of the classes.</param>
/// <param name="Preprocessing">How raw inputs become what the network reads; it runs inside the graph.</param>
/// <param name="Entries">The entries that the caller gave at export: scores, genotype, provenance.</param>
public sealed record ModelCard(
    string Network, LearningTask Task, Preprocessing Preprocessing, ImmutableSortedDictionary<string, string> Entries)
{
    private const int CurrentSchema = 2; // 1 had the numbers of tables and predicted numbers in single precision
    private const int OldestSchema = 1;

    /// <summary>Writes these entries into a model and seals it with a checksum.</summary>
    internal void WriteTo(ModelProto model)
    {
        foreach (var (key, value) in Entries)
        {
            if (key.StartsWith(ModelKey.Prefix, StringComparison.Ordinal))
                throw new ArgumentException($"Metadata key '{key}': found the prefix '{ModelKey.Prefix}', which is reserved.", nameof(model));
            Add(model, key, value);
        }

        Add(model, ModelKey.Schema, CurrentSchema.ToString(CultureInfo.InvariantCulture));
        Add(model, ModelKey.Network, Network);
        Add(model, ModelKey.Task, JsonSerializer.Serialize(Task, ModelJson.Default.LearningTask));
        Add(model, ModelKey.Preprocessing, JsonSerializer.Serialize(Preprocessing, ModelJson.Default.Preprocessing));
        Add(model, ModelKey.Checksum, ChecksumOf(model));
    }

    /// <summary>Reads the entries of a model and checks its seal.</summary>
    /// <exception cref="NascentException">The model was not made by Nascent, by a newer version, or was changed since.</exception>
    internal static ModelCard ReadFrom(ModelProto model, string source)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in model.MetadataProps)
            entries[entry.Key] = entry.Value;
        if (!entries.TryGetValue(ModelKey.Schema, out var schema))
            throw new NascentException(
                $"{source}: found an ONNX model without Nascent's metadata, expected one that 'nascent search' or 'nascent export' wrote. "
                + "Its input and output have no description that could be relied on.");
        if (!int.TryParse(schema, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version is < OldestSchema or > CurrentSchema)
            throw new NascentException($"{source}: found metadata of version {schema}, expected version {OldestSchema} or {CurrentSchema}. Use the version of Nascent that wrote the file.");
        var last = model.MetadataProps[^1];
        var unsealed = model.Clone();
        unsealed.MetadataProps.RemoveAt(unsealed.MetadataProps.Count - 1);
        if (last.Key != ModelKey.Checksum || last.Value != ChecksumOf(unsealed))
            throw new NascentException($"{source}: the checksum does not match: the file was damaged, cut short or edited after its export. Export it again.");
        var card = new ModelCard(
            entries.GetValueOrDefault(ModelKey.Network, ""),
            Parse(source, ModelKey.Task, entries, ModelJson.Default.LearningTask),
            Parse(source, ModelKey.Preprocessing, entries, ModelJson.Default.Preprocessing),
            entries.Where(entry => !entry.Key.StartsWith(ModelKey.Prefix, StringComparison.Ordinal)).ToImmutableSortedDictionary(StringComparer.Ordinal));
        var wrong = DescriptionCheck.Find(card.Task) is { } task ? $"{ModelKey.Task}: {task}" : DescriptionCheck.Find(card.Preprocessing) is { } preprocessing ? $"{ModelKey.Preprocessing}: {preprocessing}" : null;
        return wrong is null ? card : throw new NascentException($"{source}: metadata entry {wrong}. Export the model again.");
    }

    private static T Parse<T>(string source, string key, Dictionary<string, string> entries, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(entries.GetValueOrDefault(key, "null"), type) ?? throw new JsonException("found nothing");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new NascentException($"{source}: metadata entry '{key}' cannot be read ({error.Message}). Export the model again.", error);
        }
    }

    private static string ChecksumOf(ModelProto model) => Convert.ToHexStringLower(SHA256.HashData(model.ToByteArray()));

    private static void Add(ModelProto model, string key, string value) =>
        model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
}
