using System.Globalization;
using System.Text;

namespace Nascent.Runs;

/// <summary>Names for new runs: when, on what, how, such as <c>2026-01-31-1200-fashion-mnist-random</c>.</summary>
public static class RunName
{
    private const int LongestPart = 40;

    /// <summary>A name from the local time, the data and the strategy; <see cref="RunFolder.Create"/> makes it unique.</summary>
    /// <param name="time">The clock and its time zone.</param>
    /// <param name="data">The data's name or path; a path gives its last part without extension, nothing gives <c>built-in</c>.</param>
    /// <param name="strategy">The strategy's name.</param>
    public static string For(TimeProvider time, string data, string strategy)
    {
        var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(data));
        return string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():yyyy-MM-dd-HHmm}-{Part(name.Length == 0 ? "built-in" : name)}-{Part(strategy)}");
    }

    private static string Part(string text)
    {
        var part = new StringBuilder();
        foreach (var character in text.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(character))
                part.Append(character);
            else if (part.Length > 0 && part[^1] != '-')
                part.Append('-');
        var kept = part.ToString(0, Math.Min(part.Length, LongestPart)).Trim('-');
        return kept.Length == 0 ? "data" : kept;
    }
}
