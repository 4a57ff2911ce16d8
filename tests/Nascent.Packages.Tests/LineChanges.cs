namespace Nascent.Packages.Tests;

/// <summary>What differs between two texts, line by line, each under the type that it stands in.</summary>
internal static class LineChanges
{
    private const int Shown = 40;

    /// <summary>The lines that only one of the texts has: <c>-</c> in front of what is gone, <c>+</c> in front of what is new.</summary>
    public static string Between(string before, string after)
    {
        var (old, current) = (LinesOf(before), LinesOf(after));
        string[] changes = [.. Missing(old, current).Select(line => $"- {line}"), .. Missing(current, old).Select(line => $"+ {line}")];
        return changes.Length switch
        {
            0 => "The lines are the same in another order.",
            > Shown => string.Join('\n', changes.Take(Shown).Append($"and {changes.Length - Shown} lines more")),
            _ => string.Join('\n', changes),
        };
    }

    private static IEnumerable<string> Missing(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var left = others.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        return lines.Where(line => (left[line] = left.GetValueOrDefault(line) - 1) < 0);
    }

    /// <summary>Members with their type's name in front, as types have members that read the same.</summary>
    private static List<string> LinesOf(string text)
    {
        var lines = new List<string>();
        var type = "";
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 1))
        {
            var named = TypeIn(line);
            lines.Add(named is null && type.Length > 0 ? $"{type}: {line}" : line);
            type = named ?? type;
        }

        return lines;
    }

    private static string? TypeIn(string line)
    {
        var words = line.Split(' ');
        var kind = Array.FindIndex(words, word => word is "class" or "struct" or "interface" or "enum" or "record");
        return words[0] == "public" && kind > 0 && kind + 1 < words.Length ? words[kind + 1] : null;
    }
}
