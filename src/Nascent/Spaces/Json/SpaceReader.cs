using System.Text.Json;
using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces.Json;

/// <summary>Reads a space from JSON, with errors that give the path in the file.</summary>
internal static class SpaceReader
{
    private static readonly string[] Types =
    [
        "conv", "separable", "inverted_bottleneck", "linear", "norm", "activation", "pool", "global_pool", "zero", "skip", "dropout", "flatten", "resize",
        "classifier", "group", "one_of", "repeat", "residual", "branches", "cell", "settings", "use",
    ];

    public static SearchSpace Read(string json, string source)
    {
        using var document = Parse(json, source);
        var root = new BlockObject(new JsonCursor(document.RootElement, "$", source), "a search space");
        root.Optional("$schema");
        if (root.Optional("version") is { } version && version.Integer() != SpaceWriter.Version)
            throw version.Error($"version {SpaceWriter.Version} of the format");
        var name = root.Required("name").Text();
        var input = root.Required("input").Word(new Dictionary<string, InputKind>(StringComparer.Ordinal) { ["image"] = InputKind.Image, ["table"] = InputKind.Table });
        var shared = root.Optional("shared") is { } blocks ? Named(blocks, "shared blocks by name") : [];
        var net = Block(root.Required("net"));
        root.Finish();
        try
        {
            return new SearchSpace(name, input, net, shared);
        }
        catch (NascentException exception)
        {
            throw new NascentException($"{source}, $.net: {exception.Message}", exception);
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

    private static Block Block(JsonCursor cursor)
    {
        if (cursor.Kind == JsonValueKind.Array)
            return new Block.Chain(new([.. cursor.Elements("blocks").Select(Block)]));
        var json = new BlockObject(cursor, "a block, or an array of blocks");
        var type = json.Required("type");
        var block = type.Text() switch
        {
            "group" => new Block.Group(Name(json), Block(json.Required("body"))),
            "one_of" => new Block.OneOf(Name(json), Named(json.Required("options"), "blocks by name")),
            "repeat" => Repeat(json),
            "residual" => Residual(json),
            "branches" => Branches(json),
            "cell" => Cell(json),
            "settings" => Settings(json),
            "use" => new Block.Use(Name(json), json.Required("shared").Text()),
            var layer => Layer(layer, json) ?? throw type.Error($"one of {string.Join(", ", Types)}"),
        };
        json.Finish();
        return block;
    }

    private static Block? Layer(string type, BlockObject json) => type switch
    {
        "conv" => new Block.Convolution(Name(json, "conv"))
        {
            Channels = json.Integers("channels", 1),
            Kernel = json.Integers("kernel", 1) ?? 3,
            Stride = json.Integers("stride", 1),
            Dilation = json.Integers("dilation", 1) ?? 1,
            Groups = json.Integers("groups", 1) ?? 1,
            Padding = json.Integers("padding", 0),
            Bias = json.Truths("bias"),
            Norm = json.Norms("norm"),
            Activation = json.Functions("activation"),
        },
        "separable" => new Block.Separable(Name(json, "separable"))
        {
            Channels = json.Integers("channels", 1),
            Kernel = json.Integers("kernel", 1) ?? 3,
            Stride = json.Integers("stride", 1),
            Norm = json.Norms("norm"),
            Activation = json.Functions("activation"),
        },
        "inverted_bottleneck" => new Block.InvertedBottleneck(Name(json, "inverted_bottleneck"))
        {
            Channels = json.Integers("channels", 1),
            Kernel = json.Integers("kernel", 1) ?? 3,
            Stride = json.Integers("stride", 1),
            Expand = json.Integers("expand", 1) ?? 6,
            SqueezeExcite = json.Truths("squeeze_excite") ?? false,
            Norm = json.Norms("norm"),
            Activation = json.Functions("activation"),
        },
        "linear" => new Block.Linear(Name(json, "linear")) { Features = json.Integers("features", 1), Norm = json.Norms("norm"), Activation = json.Functions("activation") },
        "norm" => new Block.Normalise(Name(json, "norm")) { Norm = json.Norms("norm") },
        "activation" => new Block.Activate(Name(json, "act")) { Activation = json.Functions("activation") },
        "pool" => new Block.Pool(Name(json, "pool"))
        {
            Kind = json.Pools("kind") ?? PoolKind.Max,
            Kernel = json.Integers("kernel", 1) ?? 3,
            Stride = json.Integers("stride", 1),
        },
        "global_pool" => new Block.GlobalPool(Name(json, "global_pool")) { Kind = json.Pools("kind") ?? PoolKind.Average },
        "zero" => new Block.Zero(Name(json, "zero")),
        "skip" => new Block.Skip(Name(json, "skip")),
        "dropout" => new Block.Dropout(Name(json, "dropout")) { Rate = json.Rates("rate") ?? 0.1 },
        "flatten" => new Block.Flatten(Name(json, "flatten")),
        "resize" => new Block.Resize(Name(json, "resize")) { Resolution = json.Integers("resolution", 1) ?? 32 },
        "classifier" => new Block.Classifier(Name(json, "classifier")) { DropoutRate = json.Rates("dropout") },
        _ => null,
    };

    private static Block.Repeat Repeat(BlockObject json)
    {
        json.Required("depth");
        return new Block.Repeat(Name(json, "block"), json.Integers("depth", 0)!, Block(json.Required("body")))
        {
            Decision = json.Optional("decision")?.Text() ?? "depth",
            Tied = json.Optional("tied")?.Truth() ?? false,
        };
    }

    private static Block.Residual Residual(BlockObject json) => new(
        json.Truths("present") ?? true,
        json.Word("alignment", ShortcutAlignment.Projection, ShortcutAlignment.Projection, ShortcutAlignment.SlicePad, ShortcutAlignment.WhenEqual),
        Block(json.Required("body")));

    private static Block.Branches Branches(BlockObject json) =>
        new(Name(json), json.Word("merge", MergeKind.Add, MergeKind.Add, MergeKind.Concat), Named(json.Required("parts"), "blocks by name"))
        {
            Alignment = json.Word("alignment", ShortcutAlignment.Projection, ShortcutAlignment.Projection, ShortcutAlignment.SlicePad),
        };

    private static Block.Cell Cell(BlockObject json) =>
        new(Name(json, "cell"), json.Required("nodes").Integer(2), Named(json.Required("operators"), "blocks by name"))
        {
            InputsPerNode = json.Optional("inputs_per_node")?.Integer(0) ?? 0,
            Output = json.Word("output", CellOutput.Last, CellOutput.Last, CellOutput.Add, CellOutput.Concat),
        };

    private static Block.Settings Settings(BlockObject json) => new(Block(json.Required("body")))
    {
        Width = json.Integers("width", 1),
        Stride = json.Integers("stride", 1),
        Norm = json.Norms("norm"),
        Activation = json.Functions("activation"),
    };

    private static ValueArray<NamedBlock> Named(JsonCursor cursor, string what)
    {
        var members = cursor.Members(what);
        return members.IsEmpty ? throw cursor.Error("an empty object", "at least one block") : new([.. members.Select(member => new NamedBlock(member.Name, Block(member.Value)))]);
    }

    private static string Name(BlockObject json, string? otherwise = null) =>
        (otherwise is null ? json.Required("name") : json.Optional("name"))?.Text() ?? otherwise!;
}
