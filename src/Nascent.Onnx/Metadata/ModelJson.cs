using System.Text.Json.Serialization;
using Nascent.Tasks;

namespace Nascent.Onnx.Metadata;

/// <summary>How what a model carries is written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LearningTask))]
[JsonSerializable(typeof(Preprocessing))]
internal sealed partial class ModelJson : JsonSerializerContext;
