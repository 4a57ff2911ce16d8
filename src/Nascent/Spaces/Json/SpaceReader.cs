using System.Collections.Immutable;
using System.Text.Json;

namespace Nascent.Spaces.Json;

/// <summary>Reads a space from JSON, with errors that give the path in the file.</summary>
internal static class SpaceReader
{
    public static SearchSpace Read(string json, string source, ReadOnlySpan<Block.Layer> layers)
    {
        try
        {
            return ReadWhole(json, source, layers);
        }
        catch (InvalidOperationException exception)   // half of a pair of code units, such as \ud800
        {
            throw new NascentException($"{source}: found a text that cannot be read, expected a search space as JSON. {exception.Message}", exception);
        }
    }

    private static SearchSpace ReadWhole(string json, string source, ReadOnlySpan<Block.Layer> layers)
    {
        var blocks = new BlockReader(LayerKinds.With(layers));
        using var document = Parse(json, source);
        var root = new BlockObject(new JsonCursor(document.RootElement, "$", source), "a search space");
        root.Optional("$schema");
        if (root.Optional("version") is { } version && version.Integer() != SpaceWriter.Version)
            throw version.Error($"version {SpaceWriter.Version} of the format");
        var name = root.Required("name").Text();
        var input = root.Required("input").Word(new Dictionary<string, InputKind>(StringComparer.Ordinal) { ["image"] = InputKind.Image, ["table"] = InputKind.Table });
        var definitions = root.Optional("shared") is { } shared ? blocks.Named(shared, "shared blocks by name") : [];
        var net = blocks.Read(root.Required("net"));
        var first = root.Optional("first");
        root.Finish();
        var space = Made("$.net", []);
        return first is { } genotypes ? Made("$.first", [.. genotypes.Elements("genotypes to try first").Select(genotype => genotype.Text())]) : space;

        SearchSpace Made(string place, ImmutableArray<string> tried)
        {
            try
            {
                return new SearchSpace(name, input, net, definitions, tried);
            }
            catch (NascentException exception)
            {
                throw new NascentException($"{source}, {place}: {exception.Message}", exception);
            }
        }
    }

    private static JsonDocument Parse(string json, string source)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException exception)
        {
            throw new NascentException(
                $"{source}, line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: found text that is not JSON, expected a search space as JSON. {exception.Message}", exception);
        }
    }
}
