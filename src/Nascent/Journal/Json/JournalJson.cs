using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Nascent.Estimation;
using Nascent.Files;

namespace Nascent.Journal.Json;

/// <summary>The stored form of events and run specifications, and of what travels to workers: generated, so that nothing is reflected over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [
        typeof(GenotypeConverter), typeof(EvaluationKeyConverter), typeof(CandidateIdConverter), typeof(MetricsConverter),
        typeof(FidelityConverter), typeof(NumberMapConverter), typeof(TextMapConverter)])]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(RunSpec))]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(SharedOutcome))]
public sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>An event as one line of JSON.</summary>
    public static string Write(RunEvent runEvent) => JsonSerializer.Serialize(runEvent, Default.RunEvent);

    /// <summary>An event from its JSON, as <see cref="Write(RunEvent)"/> made it in this or an earlier version.</summary>
    /// <param name="json">The stored text.</param>
    /// <param name="schemaVersion">The version of the stored form that was recorded beside it.</param>
    /// <exception cref="NascentException">The text is damaged, or a newer version wrote it.</exception>
    public static RunEvent Read(string json, int schemaVersion)
    {
        try
        {
            return JsonSerializer.Deserialize(EventMigrations.Current.Upgrade(json, schemaVersion), StrictForm.Event)
                ?? throw new NascentException("Journal: found null, expected an event; the journal is damaged.");
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or FormatException or InvalidOperationException or OverflowException or NotSupportedException)
        {
            throw new NascentException($"Journal: found '{(json.Length > 120 ? json[..120] + "…" : json)}', expected an event that this version knows ({failure.Message}).", failure);
        }
    }

    /// <summary>The specification of a run from its JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="NascentException">The text is damaged, or is no specification.</exception>
    public static RunSpec ReadSpec(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StrictForm.Spec) ?? throw new NascentException($"{source}: found null, expected a specification.");
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or FormatException or InvalidOperationException or OverflowException or NotSupportedException)
        {
            throw new NascentException($"{source}: found what is no specification of a run ({failure.Message.Split('\n')[0]}), expected one that this version knows.", failure);
        }
    }

    /// <summary>What a file must have: each member that has no default, and no null where none is expected.</summary>
    private static class StrictForm
    {
        private static readonly JsonSerializerOptions Options = new(Default.Options)
        {
            RespectNullableAnnotations = true,
            TypeInfoResolver = ((IJsonTypeInfoResolver)Default).WithAddedModifier(RequireMembers),
        };

        public static readonly JsonTypeInfo<RunEvent> Event = (JsonTypeInfo<RunEvent>)Options.GetTypeInfo(typeof(RunEvent));

        public static readonly JsonTypeInfo<RunSpec> Spec = (JsonTypeInfo<RunSpec>)Options.GetTypeInfo(typeof(RunSpec));

        private static void RequireMembers(JsonTypeInfo type)
        {
            if (type.Type == typeof(ArtifactRef))
                type.OnDeserialized = artifact => Check((ArtifactRef)artifact);
            foreach (var property in type.Properties)
                if (property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false, IsMemberInitializer: false })
                    property.IsRequired = true;
        }

        // A journal may be of somebody else: it names files of its run's folder, or is refused as a whole.
        private static void Check(ArtifactRef artifact)
        {
            if (!FolderPath.IsInside(artifact.Path))
                throw new NascentException($"Journal: found the path '{NascentException.Echo(artifact.Path)}', expected one that is relative to the run's folder and stays inside of it.");
        }
    }
}
