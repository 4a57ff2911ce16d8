using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Journal.Json;

namespace Nascent.Runs.Workers;

/// <summary>Messages as lines. A line that does not begin with the mark is noise of a library that prints, and is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [
        typeof(GenotypeConverter), typeof(EvaluationKeyConverter), typeof(CandidateIdConverter), typeof(MetricsConverter),
        typeof(FidelityConverter), typeof(NumberMapConverter)])]
[JsonSerializable(typeof(WorkerMessage))]
internal sealed partial class WorkerProtocol : JsonSerializerContext
{
    private const string Mark = "@nascent ";

    /// <summary>A message as bytes: its line, with a line break before it that ends whatever was printed without one.</summary>
    public static byte[] Encode(WorkerMessage message) =>
        Encoding.UTF8.GetBytes($"\n{Mark}{JsonSerializer.Serialize(message, Default.WorkerMessage)}\n");

    /// <summary>The message of a line, or null for noise.</summary>
    public static WorkerMessage? Decode(string line)
    {
        if (!line.StartsWith(Mark, StringComparison.Ordinal))
            return null;
        try
        {
            return JsonSerializer.Deserialize(line.AsSpan(Mark.Length), Default.WorkerMessage);
        }
        catch (JsonException)
        {
            return null; // a line that was cut off by the end of its writer
        }
    }
}
