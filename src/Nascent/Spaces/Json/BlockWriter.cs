using System.Collections.Immutable;
using System.Text.Json;
using Nascent.Spaces.Attributes;

namespace Nascent.Spaces.Json;

/// <summary>Writes blocks as JSON.</summary>
internal sealed class BlockWriter(Utf8JsonWriter json)
{
    /// <summary>Writes a block: an object, or an array for a chain.</summary>
    public void Write(Block block)
    {
        if (block is Block.Chain chain)
        {
            json.WriteStartArray();
            foreach (var part in chain.Blocks)
                Write(part);
            json.WriteEndArray();
            return;
        }

        json.WriteStartObject();
        Members(block);
        json.WriteEndObject();
    }

    /// <summary>Writes a member that holds blocks by name.</summary>
    public void Named(string property, ValueArray<NamedBlock> blocks)
    {
        json.WriteStartObject(property);
        foreach (var (name, block) in blocks)
        {
            json.WritePropertyName(name);
            Write(block);
        }

        json.WriteEndObject();
    }

    private void Members(Block block)
    {
        switch (block)
        {
            case Block.Layer layer:
                Head(layer.Type, layer.Name);
                Attributes(layer.Attributes);
                break;
            case Block.Group group:
                Head("group", group.Name);
                Body(group.Body);
                break;
            case Block.OneOf oneOf:
                Head("one_of", oneOf.Name);
                Named("options", oneOf.Options);
                break;
            case Block.Repeat repeat:
                Repeat(repeat);
                break;
            case Block.Residual residual:
                Residual(residual);
                break;
            case Block.Branches branches:
                Branches(branches);
                break;
            case Block.Cell cell:
                Cell(cell);
                break;
            case Block.Settings settings:
                Head("settings", null);
                Attributes(settings.Attributes);
                Body(settings.Body);
                break;
            case Block.Use use:
                Head("use", use.Name);
                json.WriteString("shared", use.Definition);
                break;
            default:
                throw new InvalidOperationException($"No JSON form for blocks of type {block.GetType().Name}.");
        }
    }

    private void Repeat(Block.Repeat repeat)
    {
        Head("repeat", repeat.Name);
        json.WriteString("decision", repeat.Decision);
        ChoiceWriter.Write(json, "depth", repeat.Depth);
        if (repeat.Tied)
            json.WriteBoolean("tied", true);
        Body(repeat.Body);
    }

    private void Residual(Block.Residual residual)
    {
        Head("residual", null);
        ChoiceWriter.Write(json, "present", residual.Present);
        json.WriteString("alignment", AttributeText.Of(residual.Alignment));
        Body(residual.Body);
    }

    private void Branches(Block.Branches branches)
    {
        Head("branches", branches.Name);
        json.WriteString("merge", AttributeText.Of(branches.Merge));
        json.WriteString("alignment", AttributeText.Of(branches.Alignment));
        Named("parts", branches.Parts);
    }

    private void Cell(Block.Cell cell)
    {
        Head("cell", cell.Name);
        json.WriteNumber("nodes", cell.Nodes);
        if (cell.InputsPerNode > 0)
            json.WriteNumber("inputs_per_node", cell.InputsPerNode);
        if (cell.Inputs > 1)
            json.WriteNumber("inputs", cell.Inputs);
        if (cell.Prepare is { } prepare)
        {
            json.WritePropertyName("prepare");
            Write(prepare);
        }

        if (cell.Merge != MergeKind.Add)
            ChoiceWriter.Write(json, "merge", cell.Merge);
        json.WriteString("output", AttributeText.Of(cell.Output));
        Named("operators", cell.Operators);
    }

    private void Head(string type, string? name)
    {
        json.WriteString("type", type);
        if (name is not null)
            json.WriteString("name", name);
    }

    private void Attributes(ImmutableArray<BlockAttribute> attributes)
    {
        foreach (var attribute in attributes)
            ChoiceWriter.Write(json, attribute.Name, attribute.Value);
    }

    private void Body(Block body)
    {
        json.WritePropertyName("body");
        Write(body);
    }
}
