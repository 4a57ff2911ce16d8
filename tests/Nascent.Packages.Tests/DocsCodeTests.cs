using System.Text.RegularExpressions;

namespace Nascent.Packages.Tests;

/// <summary>
/// All C# on pages is compiled. A comment above each block names its source: <c>code: FILE#REGION</c> for a region, or <c>code: FILE</c> where the block
/// stands somewhere in the file. NASCENT_UPDATE_SNAPSHOTS=1 writes the regions into the pages.
/// </summary>
public sealed partial class DocsCodeTests
{
    private const string Inherited = "/// <inheritdoc/>";
    private const string LeftOut = "// …";

    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Prepend(Repository.PathOf("README.md"))
            .Where(page => File.ReadAllText(page).Contains("```csharp", StringComparison.Ordinal))
            .Select(page => Path.GetRelativePath(Repository.Root, page)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_stands_in_a_file_that_is_compiled(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page));
        if (Environment.GetEnvironmentVariable("NASCENT_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Repository.PathOf(page), text = Block().Replace(text, match => match.Groups["region"].Success
                ? $"<!-- code: {match.Groups["file"].Value}#{match.Groups["region"].Value} -->\n```csharp\n{RegionOf(match)}\n```\n" : match.Value));
        var blocks = Block().Matches(text);
        blocks.Count.ShouldBe(Regex.Count(text, "```csharp"), $"{page}: each block of C# needs <!-- code: FILE --> or <!-- code: FILE#REGION --> above it");
        foreach (Match match in blocks)
        {
            var (code, file) = (Lines(match.Groups["code"].Value), match.Groups["file"].Value);
            if (match.Groups["region"].Success)
                string.Join('\n', code).ShouldBe(RegionOf(match), $"{page}: NASCENT_UPDATE_SNAPSHOTS=1 copies the region from {file}");
            else
                MissingIn(Repository.PathOf(file), code).ShouldBeNull($"{page}: not one after another in {file}");
        }
    }

    /// <summary>The first line of some code that does not follow the one before it in a file; null if all do. Lines that say that some are left out part the code.</summary>
    private static string? MissingIn(string file, string[] code)
    {
        string[] lines = [.. Lines(File.ReadAllText(file)).Select(line => line.TrimStart())];
        var from = 0;
        foreach (var part in string.Join('\n', code.Select(line => line.TrimStart())).Split(LeftOut).Select(part => part.Trim('\n').Split('\n')))
        {
            int[] starts = [.. Enumerable.Range(from, lines.Length - from).Where(i => lines[i] == part[0])];
            if (!starts.Any(start => lines.AsSpan(start).StartsWith(part)))
                return starts.Length == 0 ? part[0] : part.Where((line, i) => lines.ElementAtOrDefault(starts[0] + i) != line).First();
            from = starts.First(start => lines.AsSpan(start).StartsWith(part)) + part.Length;
        }

        return null;
    }

    private static string RegionOf(Match block)
    {
        var lines = Lines(File.ReadAllText(Repository.PathOf(block.Groups["file"].Value)));
        var start = Array.FindIndex(lines, line => line.Trim() == $"#region {block.Groups["region"].Value}");
        start.ShouldBeGreaterThanOrEqualTo(0, block.Value);
        string[] region = [.. lines.Skip(start + 1).TakeWhile(line => line.Trim() != "#endregion")];
        var indent = region.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', region.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    // What is inherited is said where it is declared, and no page repeats that it is.
    private static string[] Lines(string text) => [.. text.TrimEnd('\n').Split('\n').Where(line => line.Trim() != Inherited)];

    [GeneratedRegex("<!-- code: (?<file>[^#\n ]+)(#(?<region>\\S+))? -->\n```csharp\n(?<code>.*?)\n```\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
