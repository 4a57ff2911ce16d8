namespace Nascent.Cli.Display;

/// <summary>A small curve made of block characters.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The values, oldest first, in at most <paramref name="width"/> characters; each shows the last of those that share it.</summary>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        if (values.Count == 0 || width < 1)
            return "";
        var count = Math.Min(width, values.Count);
        var shown = Enumerable.Range(1, count).Select(i => values[(int)((long)i * values.Count / count) - 1]).ToArray();
        var (low, high) = (shown.Min(), shown.Max());
        return string.Concat(shown.Select(value => Blocks[high > low ? (int)Math.Round((value - low) / (high - low) * (Blocks.Length - 1)) : Blocks.Length / 2]));
    }
}
