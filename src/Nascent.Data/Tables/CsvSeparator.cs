using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>Finds out how the text of a CSV file is encoded and what separates its cells.</summary>
internal static class CsvSeparator
{
    private const int StartBytes = 1 << 14;

    /// <summary>What may separate cells.</summary>
    public static readonly ImmutableArray<char> All = [',', ';', '\t', '|'];

    /// <summary>The encoding and the separator, from the beginning of the file.</summary>
    /// <exception cref="NascentException">The file is no text, or has empty lines only.</exception>
    public static (TextEncoding Encoding, char Separator) Of(string path)
    {
        using var stream = InputFile.Open(path);
        var start = new byte[StartBytes];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var encoding = TextEncoding.Of(start.AsSpan(0, read));
        if (!encoding.IsWide && start.AsSpan(0, read).Contains((byte)0))
            throw new NascentException($"{path}: found bytes that are no text, expected CSV; is it a file of another kind?");
        string[] lines = [.. encoding.Encoding.GetString(start, 0, read).TrimStart('\uFEFF').Split(['\n', '\r']).Where(line => line.Trim().Length > 0).Take(5)];
        if (lines.Length == 0)
            throw new NascentException($"{path}: found only empty lines, expected a table.");
        return (encoding, path.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : Among(lines.Length > 1 && read == start.Length ? lines[..^1] : lines));
    }

    // The character that comes most often in every line; but a comma that stands in numbers separates nothing where another one divides all lines alike.
    private static char Among(string[] lines)
    {
        var most = All.MaxBy(separator => lines.Min(line => CountOutsideQuotes(line, separator)));
        return most == ',' && All.Skip(1).FirstOrDefault(other => DividesNumbers(lines, other)) is var better and not '\0' ? better : most;
    }

    private static bool DividesNumbers(string[] lines, char separator)
    {
        int[] counts = [.. lines.Select(line => CountOutsideQuotes(line, separator)).Distinct()];
        return counts is [> 0] && Array.TrueForAll(lines, line => !line.Contains('"')) && lines.SelectMany(line => line.Split(separator)).Where(field => field.Contains(',')).ToArray() is [_, ..] fields
            && Array.TrueForAll(fields, field => NumberText.TryTake(field, out var parts) && parts.Core.Contains(','));
    }

    private static int CountOutsideQuotes(string line, char separator)
    {
        var (count, quoted) = (0, false);
        foreach (var character in line)
        {
            quoted ^= character == '"';
            count += character == separator && !quoted ? 1 : 0;
        }

        return count;
    }
}
