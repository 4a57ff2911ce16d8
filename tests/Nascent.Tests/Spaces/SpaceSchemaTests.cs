using System.Text.Json;
using Nascent.Spaces;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Spaces;

public class SpaceSchemaTests
{
    [Fact]
    public void The_published_schema_knows_the_members_that_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaFile()));
        var blocks = schema.RootElement.GetProperty("$defs").GetProperty("block").GetProperty("anyOf").EnumerateArray()
            .Where(block => block.GetProperty("type").GetString() == "object").ToArray();
        blocks.Length.ShouldBe(27);
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

    [Fact]
    public void The_page_on_writing_spaces_shows_one_space_twice()
    {
        var json = File.ReadAllText(InRepository("docs/spaces/writing.md")).Split("```json")[1].Split("```")[0];
        #region space
        var space = SearchSpace.Image("my-space", net => net
            .Conv("stem", channels: OneOf(8, 16, 24), kernel: 3)
            .Stages("stage", count: 3, stage => stage
                .Width(OneOf(16, 24, 32, 48, 64)).Downsample()
                .Repeat("depth", Between(1, 3), block => block
                    .OneOf("op", Conv(kernel: OneOf(3, 5)), Separable(kernel: OneOf(3, 5)), InvertedBottleneck(expand: OneOf(3, 6)), Skip)
                    .Activation(OneOf(Relu, HardSwish, Gelu))
                    .Residual(Optional)))
            .GlobalPool().Classifier());
        #endregion
        var file = SearchSpace.FromJson(json);
        file.Genotypes.Decisions.ShouldBe(space.Genotypes.Decisions);
        file.Genotypes.Size.ShouldBe(space.Genotypes.Size);
    }

    private static string Example(string name) => name switch
    {
        "body" => "[]",
        "options" or "parts" or "operators" => """{"a": []}""",
        "depth" or "nodes" => "2",
        _ => "\"x\"",
    };

    private static string SchemaFile() => InRepository("docs/schema/search-space.schema.json");

    private static string InRepository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Nascent.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root was not found.");
        return Path.Combine(folder.FullName, path);
    }
}
