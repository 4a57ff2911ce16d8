namespace Nascent.Cli.Help;

/// <summary>Writes names with what they are, in two columns: the second is wrapped where a width is given, and no line ends in blanks.</summary>
internal static class TwoColumns
{
    private const int Gap = 3;
    private const int WidestFirst = 32;
    private const int LeastSecond = 30;

    /// <summary>Writes them.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The names and what they are.</param>
    /// <param name="indent">Blanks before each name.</param>
    /// <param name="width">Columns of a line; null to wrap nothing.</param>
    /// <param name="first">The width of the first column; null for the longest name here.</param>
    public static void Write(TextWriter output, IReadOnlyCollection<(string Name, string Text)> rows, int indent, int? width, int? first = null)
    {
        if (rows.Count == 0)
            return;
        var start = indent + (first ?? WidthOf(rows.Select(row => row.Name))) + Gap;
        var room = width is { } columns ? Math.Max(LeastSecond, columns - start) : int.MaxValue;
        foreach (var (name, text) in rows)
        {
            var line = new string(' ', indent) + name;
            var lines = Wrapped(text, room).ToArray();
            var fits = line.Length + Gap <= start;
            if (!fits || lines.Length == 0)
                output.WriteLine(line);
            foreach (var (row, words) in lines.Index())
                output.WriteLine((row == 0 && fits ? line.PadRight(start) : new string(' ', start)) + words);
        }
    }

    /// <summary>The width of a first column that holds the names, except those that are too long and get a line of their own.</summary>
    public static int WidthOf(IEnumerable<string> names) => names.Select(name => name.Length).Where(length => length <= WidestFirst).DefaultIfEmpty(WidestFirst).Max();

    /// <summary>A text in lines of at most <paramref name="room"/> characters; a longer word is not broken.</summary>
    public static IEnumerable<string> Wrapped(string text, int room)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            yield return line;
    }
}
