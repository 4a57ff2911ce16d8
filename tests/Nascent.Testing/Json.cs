using System.Text.Json.Nodes;
using Shouldly;

namespace Nascent.Testing;

/// <summary>Reads what the program wrote as JSON lines.</summary>
public static class Json
{
    /// <summary>Every line, each of which must be an object with a schema and a kind.</summary>
    public static JsonObject[] Lines(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        foreach (var line in lines)
        {
            line["schema"]!.GetValue<int>().ShouldBe(1);
            line["kind"]!.GetValue<string>().ShouldNotBeEmpty();
        }

        return lines;
    }

    /// <summary>The one line that there must be.</summary>
    public static JsonObject Only(string output) => Lines(output).ShouldHaveSingleItem();

    /// <summary>The names of an object's fields.</summary>
    public static string[] FieldsOf(JsonNode node) => [.. node.AsObject().Select(pair => pair.Key)];
}
