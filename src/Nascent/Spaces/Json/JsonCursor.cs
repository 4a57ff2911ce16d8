using System.Collections.Immutable;
using System.Text.Json;

namespace Nascent.Spaces.Json;

/// <summary>A value in a JSON file and its path, for errors that say where.</summary>
internal readonly record struct JsonCursor(JsonElement Element, string Path, string Source)
{
    public JsonValueKind Kind => Element.ValueKind;

    /// <summary>An error that says where, what was found and what was expected.</summary>
    public NascentException Error(string expected) => Error(Found(), expected);

    public NascentException Error(string found, string expected) => new($"{Source}, {Path}: found {found}, expected {expected}.");

    /// <summary>The members of an object, each named once.</summary>
    public ImmutableArray<(string Name, JsonCursor Value)> Members(string what)
    {
        if (Kind != JsonValueKind.Object)
            throw Error($"an object ({what})");
        var members = ImmutableArray.CreateBuilder<(string, JsonCursor)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in Element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
                throw Error($"'{property.Name}' twice", "names that differ");
            members.Add((property.Name, new JsonCursor(property.Value, $"{Path}.{property.Name}", Source)));
        }

        return members.ToImmutable();
    }

    /// <summary>The elements of an array.</summary>
    public ImmutableArray<JsonCursor> Elements(string what)
    {
        if (Kind != JsonValueKind.Array)
            throw Error($"an array ({what})");
        var (path, source) = (Path, Source);
        return [.. Element.EnumerateArray().Select((element, i) => new JsonCursor(element, $"{path}[{i}]", source))];
    }

    public string Text() => Kind == JsonValueKind.String ? Element.GetString()! : throw Error("text");

    public int Integer(int least = int.MinValue, int most = int.MaxValue)
    {
        if (Kind != JsonValueKind.Number || !Element.TryGetInt32(out var value))
            throw Error("an integer");
        return value < least ? throw Error($"an integer of at least {least}") : value <= most ? value : throw Error($"an integer of at most {most}");
    }

    public double Number() => Kind == JsonValueKind.Number ? Element.GetDouble() : throw Error("a number");

    public bool Truth() => Kind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Error("true or false");

    /// <summary>One of several words.</summary>
    public T Word<T>(IReadOnlyDictionary<string, T> words)
    {
        var expected = $"one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal).Select(word => $"\"{word}\""))}";
        return Kind == JsonValueKind.String && words.TryGetValue(Element.GetString()!, out var value) ? value : throw Error(expected);
    }

    private string Found() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"\"{NascentException.Echo(Element.GetString()!)}\"",
        _ => NascentException.Echo(Element.GetRawText()),
    };
}
