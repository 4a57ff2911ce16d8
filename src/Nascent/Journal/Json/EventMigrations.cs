using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Nascent.Journal.Json;

/// <summary>Turns stored events of earlier versions into today's form, one version at a time.</summary>
/// <param name="Steps">Step i turns an event of version i + 1 into one of version i + 2.</param>
public sealed record EventMigrations(ImmutableArray<Func<JsonObject, JsonObject>> Steps)
{
    /// <summary>The steps up to <see cref="RunEvent.SchemaVersion"/>. None yet: there has been one form.</summary>
    public static readonly EventMigrations Current = new([]);

    /// <summary>The version that the steps lead to.</summary>
    public int Target => Steps.Length + 1;

    /// <summary>The text of an event in the form of <see cref="Target"/>.</summary>
    /// <exception cref="NascentException">A newer version wrote the event.</exception>
    public string Upgrade(string json, int schemaVersion)
    {
        if (schemaVersion > Target)
            throw new NascentException($"Journal: found an event of form {schemaVersion}, expected at most {Target}; use the newer version of Nascent that wrote it.");
        if (schemaVersion < 1)
            throw new NascentException($"Journal: found an event of form {schemaVersion}, expected 1 to {Target}; the journal is damaged.");
        if (schemaVersion == Target)
            return json;
        var node = JsonNode.Parse(json)!.AsObject();
        for (var version = schemaVersion; version < Target; version++)
            node = Steps[version - 1](node);
        return node.ToJsonString();
    }
}
