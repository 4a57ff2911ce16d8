using System.Text.Json;
using Nascent.Genotypes;
using Nascent.Spaces.Compiling;

namespace Nascent.Spaces.Json;

/// <summary>Reads blocks from JSON.</summary>
/// <param name="layers">The kinds of layers: one of each, with the values of attributes that a file leaves out.</param>
internal sealed class BlockReader(IReadOnlyDictionary<string, Block.Layer> layers)
{
    private static readonly (string Word, Func<BlockReader, BlockObject, Block> Read)[] Holders =
    [
        ("group", (reader, json) => new Block.Group(Name(json), reader.Body(json))),
        ("one_of", (reader, json) => new Block.OneOf(Name(json), reader.Named(json.Required("options")))),
        ("repeat", (reader, json) => reader.Repeat(json)),
        ("residual", (reader, json) => reader.Residual(json)),
        ("branches", (reader, json) => reader.Branches(json)),
        ("cell", (reader, json) => reader.Cell(json)),
        ("settings", (reader, json) => new Block.Settings(reader.Body(json)).With(new JsonAttributes(json))),
        ("use", (_, json) => new Block.Use(Name(json), json.Required("shared").Text())),
    ];

    /// <summary>A block, or an array of blocks.</summary>
    public Block Read(JsonCursor cursor)
    {
        if (cursor.Kind == JsonValueKind.Array)
            return new Block.Chain(new([.. cursor.Elements("blocks").Select(Read)]));
        var json = new BlockObject(cursor, "a block, or an array of blocks");
        var type = json.Required("type");
        var word = type.Text();
        var block = layers.TryGetValue(word, out var layer) ? Layer(layer, json)
            : Array.Find(Holders, holder => holder.Word == word).Read is { } read ? read(this, json)
            : throw type.Error($"one of {string.Join(", ", layers.Keys.Concat(Holders.Select(holder => holder.Word)))}");
        json.Finish();
        return block;
    }

    /// <summary>Blocks by name: at least one.</summary>
    public ValueArray<NamedBlock> Named(JsonCursor cursor, string what = "blocks by name")
    {
        var members = cursor.Members(what);
        return members.IsEmpty ? throw cursor.Error("an empty object", "at least one block")
            : members.Length > SpaceLimits.MostNamed ? throw cursor.Error($"{members.Length} blocks", $"at most {SpaceLimits.MostNamed}") : new([.. members.Select(member => new NamedBlock(member.Name, Read(member.Value)))]);
    }

    private static Block.Layer Layer(Block.Layer kind, BlockObject json) => (kind with { Name = Name(json, kind.Name) }).With(new JsonAttributes(json));

    private Block.Repeat Repeat(BlockObject json)
    {
        json.Required("depth");
        return new Block.Repeat(Name(json, "block"), json.Integers("depth", 0, SpaceLimits.MostOf(DecisionKind.Depth))!, Body(json))
        {
            Decision = json.Optional("decision")?.Text() ?? "depth",
            Tied = json.Optional("tied")?.Truth() ?? false,
        };
    }

    private Block.Residual Residual(BlockObject json) => new(
        json.Truths("present") ?? true,
        json.Word("alignment", ShortcutAlignment.Projection, ShortcutAlignment.Projection, ShortcutAlignment.SlicePad, ShortcutAlignment.WhenEqual),
        Body(json));

    private Block.Branches Branches(BlockObject json) =>
        new(Name(json), json.Word("merge", MergeKind.Add, MergeKind.Add, MergeKind.Concat), Named(json.Required("parts")))
        {
            Alignment = json.Word("alignment", ShortcutAlignment.Projection, ShortcutAlignment.Projection, ShortcutAlignment.SlicePad),
        };

    private Block.Cell Cell(BlockObject json) =>
        new(Name(json, "cell"), json.Required("nodes").Integer(2, SpaceLimits.MostNodes), Named(json.Required("operators")))
        {
            InputsPerNode = json.Optional("inputs_per_node")?.Integer(0, SpaceLimits.MostNodes) ?? 0,
            Inputs = json.Optional("inputs")?.Integer(1, 2) ?? 1,
            Prepare = json.Optional("prepare") is { } prepare ? Read(prepare) : null,
            Merge = json.Words<MergeKind>("merge") ?? MergeKind.Add,
            Output = json.Word("output", CellOutput.Last, CellOutput.Last, CellOutput.Add, CellOutput.Concat, CellOutput.Unread),
        };

    private Block Body(BlockObject json) => Read(json.Required("body"));

    private static string Name(BlockObject json, string? otherwise = null) =>
        (otherwise is null ? json.Required("name") : json.Optional("name"))?.Text() ?? otherwise!;
}
