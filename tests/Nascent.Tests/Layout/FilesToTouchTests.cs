using System.Text.RegularExpressions;

namespace Nascent.Tests.Layout;

/// <summary>How many files name one part of each kind: what docs/extending.md promises to those who add another.</summary>
public sealed class FilesToTouchTests
{
    [Theory]
    [InlineData("strategy", "RegularizedEvolution", 3)]
    [InlineData("score without training", "SynFlow", 2)]
    [InlineData("metric", @"Metric LogLoss|Metric\.LogLoss", 2)]
    [InlineData("data format", "ParquetTable", 2)]
    [InlineData("data format", "NpzFile", 2)]
    [InlineData("operator", @"record LayerNorm\(|Operator\.LayerNorm n? ?=>", 6)]
    [InlineData("operator", @"record PadChannels\(|Operator\.PadChannels [a-z]? ?=>", 6)]
    [InlineData("layer of search spaces", @"record GlobalPool\(string|Block\.GlobalPool|""global_pool""", 4)]
    public void A_part_is_named_in_few_files(string kind, string names, int most)
    {
        var files = Sources().Where(file => Regex.IsMatch(File.ReadAllText(file), names)).Select(file => Path.GetRelativePath(ProjectArrowsTests.Root, file)).ToArray();
        files.Length.ShouldBeInRange(2, most, $"a {kind}: {string.Join(", ", files)}");
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(ProjectArrowsTests.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Append(Path.Combine(ProjectArrowsTests.Root, "docs", "schema", "search-space.schema.json"));
}
