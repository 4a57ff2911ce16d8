using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nascent.Genotypes;

namespace Nascent.Spaces.Json;

/// <summary>Writes a space as JSON.</summary>
internal static class SpaceWriter
{
    /// <summary>The schema's file, which lies in <c>docs/schema</c>.</summary>
    public const string Schema = "search-space.schema.json";

    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    public static string Write(SearchSpace space)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteNumber("version", Version);
            json.WriteString("name", space.Name);
            json.WriteString("input", AttributeText.Of(space.Input));
            if (space.Shared.Count > 0)
                Named(json, "shared", space.Shared);
            json.WritePropertyName("net");
            Block(json, space.Net);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Block(Utf8JsonWriter json, Block block)
    {
        if (block is Block.Chain chain)
        {
            json.WriteStartArray();
            foreach (var part in chain.Blocks)
                Block(json, part);
            json.WriteEndArray();
            return;
        }

        json.WriteStartObject();
        switch (block)
        {
            case Block.Layer layer:
                Head(json, layer.Type, layer.Name);
                foreach (var attribute in layer.Attributes)
                    Choice(json, attribute.Name, attribute.Value);
                break;
            case Block.Group group:
                Head(json, "group", group.Name);
                Body(json, group.Body);
                break;
            case Block.OneOf oneOf:
                Head(json, "one_of", oneOf.Name);
                Named(json, "options", oneOf.Options);
                break;
            case Block.Repeat repeat:
                Head(json, "repeat", repeat.Name);
                json.WriteString("decision", repeat.Decision);
                Choice(json, "depth", repeat.Depth);
                if (repeat.Tied)
                    json.WriteBoolean("tied", true);
                Body(json, repeat.Body);
                break;
            case Block.Residual residual:
                Head(json, "residual", null);
                Choice(json, "present", residual.Present);
                json.WriteString("alignment", AttributeText.Of(residual.Alignment));
                Body(json, residual.Body);
                break;
            case Block.Branches branches:
                Head(json, "branches", branches.Name);
                json.WriteString("merge", AttributeText.Of(branches.Merge));
                json.WriteString("alignment", AttributeText.Of(branches.Alignment));
                Named(json, "parts", branches.Parts);
                break;
            case Block.Cell cell:
                Head(json, "cell", cell.Name);
                json.WriteNumber("nodes", cell.Nodes);
                if (cell.InputsPerNode > 0)
                    json.WriteNumber("inputs_per_node", cell.InputsPerNode);
                json.WriteString("output", AttributeText.Of(cell.Output));
                Named(json, "operators", cell.Operators);
                break;
            case Block.Settings settings:
                Head(json, "settings", null);
                foreach (var attribute in settings.Attributes)
                    Choice(json, attribute.Name, attribute.Value);
                Body(json, settings.Body);
                break;
            case Block.Use use:
                Head(json, "use", use.Name);
                json.WriteString("shared", use.Shared);
                break;
            default:
                throw new InvalidOperationException($"No JSON form for {block.GetType().Name}.");
        }

        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, string type, string? name)
    {
        json.WriteString("type", type);
        if (name is not null)
            json.WriteString("name", name);
    }

    private static void Body(Utf8JsonWriter json, Block body)
    {
        json.WritePropertyName("body");
        Block(json, body);
    }

    private static void Named(Utf8JsonWriter json, string property, ValueArray<NamedBlock> blocks)
    {
        json.WriteStartObject(property);
        foreach (var (name, block) in blocks)
        {
            json.WritePropertyName(name);
            Block(json, block);
        }

        json.WriteEndObject();
    }

    private static void Choice(Utf8JsonWriter json, string name, Choice? choice)
    {
        switch (choice)
        {
            case null:
                return;
            case IntegerRange range:
                json.WriteStartObject(name);
                json.WriteStartArray("between");
                json.WriteNumberValue(range.Low);
                json.WriteNumberValue(range.High);
                json.WriteEndArray();
                if (range.Step != 1)
                    json.WriteNumber("step", range.Step);
                json.WriteEndObject();
                return;
            case Choice<int> choices:
                Values(json, name, choices, json.WriteNumberValue);
                return;
            case Choice<double> choices:
                Values(json, name, choices, json.WriteNumberValue);
                return;
            case Choice<bool> choices:
                Values(json, name, choices, json.WriteBooleanValue);
                return;
            case Choice<Normalisation> choices:
                Values(json, name, choices, value => json.WriteStringValue(AttributeText.Of(value)));
                return;
            case Choice<Architectures.ActivationFunction?> choices:
                Values(json, name, choices, value => json.WriteStringValue(AttributeText.Of(value)));
                return;
            case Choice<Architectures.PoolKind> choices:
                Values(json, name, choices, value => json.WriteStringValue(AttributeText.Of(value)));
                return;
            default:
                throw new InvalidOperationException($"No JSON form for {choice.GetType().Name}.");
        }
    }

    private static void Values<T>(Utf8JsonWriter json, string name, Choice<T> choice, Action<T> write)
    {
        json.WritePropertyName(name);
        if (choice is Choice<T>.Literal literal)
        {
            write(literal.Value);
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("one_of");
        foreach (var value in choice.Options)
            write(value);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
