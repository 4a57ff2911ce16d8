using System.Text.Json;
using Nascent.Spaces;

namespace Nascent.Tests.Spaces;

public class SpaceSchemaTests
{
    [Fact]
    public void The_published_schema_knows_the_members_that_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaFile()));
        var blocks = schema.RootElement.GetProperty("$defs").GetProperty("block").GetProperty("anyOf").EnumerateArray()
            .Where(block => block.GetProperty("type").GetString() == "object").ToArray();
        blocks.Length.ShouldBe(22);
        foreach (var block in blocks)
        {
            var properties = block.GetProperty("properties");
            var type = properties.GetProperty("type").GetProperty("const").GetString()!;
            var required = block.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Where(name => name != "type")
                .Select(name => $"\"{name}\": {Example(name)}, ");
            var json = $$"""{"name": "a", "input": "image", "net": {"type": "{{type}}", {{string.Concat(required)}}"bogus": 1} }""";
            var known = Should.Throw<NascentException>(() => SearchSpace.FromJson(json)).Message.Split("expected members ")[^1].TrimEnd('.').Split(", ");
            properties.EnumerateObject().Select(property => property.Name).ShouldBe(known, ignoreOrder: true, type);
        }
    }

    private static string Example(string name) => name switch
    {
        "body" => "[]",
        "options" or "parts" or "operators" => """{"a": []}""",
        "depth" or "nodes" => "2",
        _ => "\"x\"",
    };

    private static string SchemaFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Nascent.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root was not found.");
        return Path.Combine(folder.FullName, "docs/schema/search-space.schema.json");
    }
}
