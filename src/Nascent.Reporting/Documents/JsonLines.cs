using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nascent.Reporting.Documents;

/// <summary>Writes one JSON object a line, each with a <c>schema</c> version and a <c>kind</c>; <c>docs/json.md</c> describes them all.</summary>
/// <remarks>Safe for use by several threads.</remarks>
/// <param name="output">Standard output.</param>
public sealed class JsonLines(TextWriter output)
{
    /// <summary>The version of all objects; raised when a field changes its meaning or goes.</summary>
    public const int Schema = 1;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _gate = new();

    /// <summary>Writes an object.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="fields">Its fields, in order.</param>
    public void Write(string kind, JsonObject fields)
    {
        var line = new JsonObject { ["schema"] = Schema, ["kind"] = kind };
        foreach (var (name, value) in fields.ToArray())
        {
            fields.Remove(name);
            if (name != "kind")
                line[name] = value;
        }

        lock (_gate)
            output.WriteLine(line.ToJsonString(Plain));
    }
}
