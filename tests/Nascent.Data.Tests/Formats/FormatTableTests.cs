using Nascent.Data.Formats;

namespace Nascent.Data.Tests.Formats;

/// <summary>The table of formats in docs/data.md is that of the readers. NASCENT_UPDATE_SNAPSHOTS=1 writes it.</summary>
public sealed class FormatTableTests
{
    private const string Begin = "<!-- formats: begin -->\n", End = "<!-- formats: end -->";

    [Fact]
    public void The_page_has_the_formats_that_are_read()
    {
        var page = PageOf("data.md");
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = "| format | what is read | how it is understood |\n|---|---|---|\n"
            + string.Concat(DataFormats.BuiltIn.All.Reverse().Select(format => $"| `{format.Name}` | {format.Help} | {format.Meaning} |\n"));
        if (Environment.GetEnvironmentVariable("NASCENT_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(page, text[..start] + table + text[end..]);
        else
            text[start..end].ShouldBe(table, "NASCENT_UPDATE_SNAPSHOTS=1 writes the table of formats into docs/data.md");
    }

    [Fact]
    public void Each_format_says_how_it_is_understood() => DataFormats.BuiltIn.All.ShouldAllBe(format => format.Meaning.Length > 0);

    private static string PageOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Nascent.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests has Nascent.slnx.");
        return Path.Combine(folder.FullName, "docs", name);
    }
}
