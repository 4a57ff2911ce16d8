using System.Collections.Frozen;
using Nascent.Architectures;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Compiling;

namespace Nascent.Spaces.Json;

/// <summary>The JSON object of one block: gives its members by name, and refuses those that nobody asked for.</summary>
internal sealed class BlockObject
{
    private static readonly FrozenDictionary<string, ActivationFunction?> Activations =
        AttributeText.Activations.Select(pair => KeyValuePair.Create(pair.Key, (ActivationFunction?)pair.Value)).Append(new("none", null)).ToFrozenDictionary();

    private readonly JsonCursor _cursor;
    private readonly Dictionary<string, JsonCursor> _members;
    private readonly List<string> _known = [];

    public BlockObject(JsonCursor cursor, string what)
    {
        _cursor = cursor;
        _members = cursor.Members(what).ToDictionary(member => member.Name, member => member.Value);
    }

    public JsonCursor Required(string name) => Optional(name) ?? throw _cursor.Error($"no '{name}'", $"a member '{name}'");

    public JsonCursor? Optional(string name)
    {
        if (!_known.Contains(name))
            _known.Add(name);
        return _members.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>Refuses members that were not asked for.</summary>
    public void Finish()
    {
        if (_members.Keys.FirstOrDefault(name => !_known.Contains(name)) is { } unknown)
            throw _cursor.Error($"unknown member '{unknown}'", $"members {string.Join(", ", _known)}");
    }

    public T Word<T>(string name, T otherwise, params ReadOnlySpan<T> values) => Optional(name) is { } cursor ? cursor.Word(ByWord(values)) : otherwise;

    public Choice<int>? Integers(string name, int least, int most) => Choice(name, cursor => cursor.Integer(least, most), cursor => Between(cursor, least, most));

    public Choice<double>? Rates(string name) =>
        Choice(name, cursor => cursor.Number() is >= 0 and < 1 and var rate ? rate : throw cursor.Error("a number in the range [0, 1)"), null);

    public Choice<bool>? Truths(string name) => Choice(name, cursor => cursor.Truth(), null);

    public Choice<ActivationFunction?>? Functions(string name) => Choice(name, cursor => cursor.Word(Activations), null);

    public Choice<T>? Words<T>(string name)
        where T : struct, Enum => Choice(name, cursor => cursor.Word(AttributeText.WordsOf<T>()), null);

    private static Dictionary<string, T> ByWord<T>(ReadOnlySpan<T> values)
    {
        var words = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var value in values)
            words.Add(AttributeText.Of(value), value);
        return words;
    }

    private Choice<T>? Choice<T>(string name, Func<JsonCursor, T> read, Func<JsonCursor, Choice<T>>? between)
    {
        if (Optional(name) is not { } cursor)
            return null;
        if (cursor.Kind != System.Text.Json.JsonValueKind.Object)
            return read(cursor);
        var members = cursor.Members("an open choice");
        if (members.Any(member => member.Name == "between") && between is not null)
            return between(cursor);
        if (members is not [("one_of", var options)])
            throw cursor.Error(
                members.IsEmpty ? "an empty object" : $"an object with {string.Join(", ", members.Select(member => $"'{member.Name}'"))}",
                between is null ? "a value or {\"one_of\": […]}" : "a value, {\"one_of\": […]} or {\"between\": [low, high]}");
        var elements = options.Elements("the options");
        if (elements.Length > SpaceLimits.MostOptions)
            throw options.Error($"{elements.Length} options", $"at most {SpaceLimits.MostOptions}");
        var values = elements.Select(element => (element, read(element))).ToArray();
        if (values.Length == 0)
            throw options.Error("an empty list", "at least one option");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (element, value) in values)
            if (!seen.Add(AttributeText.Of(value)))
                throw element.Error($"option {AttributeText.Of(value)} twice", "options that differ");
        return new Choice<T>.OneOf(new([.. values.Select(pair => pair.Item2)]));
    }

    private static IntegerRange Between(JsonCursor cursor, int least, int most)
    {
        var range = new BlockObject(cursor, "an open choice");
        var limits = range.Required("between");
        var step = range.Optional("step")?.Integer(1) ?? 1;
        range.Finish();
        if (limits.Elements("[low, high]") is not [var low, var high])
            throw limits.Error($"{limits.Elements("[low, high]").Length} numbers", "two: [low, high]");
        var (from, to) = (low.Integer(least, most), high.Integer(low.Integer(least, most), most));
        return ((to - from) / step) + 1 is > SpaceLimits.MostOptions and var count ? throw limits.Error($"{count} options", $"at most {SpaceLimits.MostOptions}; raise the step")
            : new IntegerRange(from, to, step);
    }
}
