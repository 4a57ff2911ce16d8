using System.Text.Json.Serialization;
using Nascent.Tasks;

namespace Nascent.Data.Storage;

/// <summary>What a file of prepared data says before its samples.</summary>
internal sealed record PreparedDataHeader(string Part, string Name, string Checksum, LearningTask Task, Preprocessing Preprocessing);

[JsonSerializable(typeof(PreparedDataHeader))]
[JsonSerializable(typeof(LearningTask))]
[JsonSerializable(typeof(Preprocessing))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class StorageJson : JsonSerializerContext;
