using Nascent.Strategies;
using Nascent.Torch.Sharing.Searches;
using Nascent.Torch.Strategies;

namespace Nascent.Cli.Tests.Documentation;

/// <summary>The tables of options on the pages of strategies say what the code says.</summary>
public sealed class OptionTablesTests
{
    private const string Folder = "docs/strategies";
    private const string Heading = "## Options";

    private static readonly StrategyDescription[] Strategies =
        [.. CoreStrategies.All, .. TorchStrategies.All, .. SharedMethods.All.Select(method => method.Strategy)];

    public static TheoryData<string> Names => [.. Strategies.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_of_a_strategy_lists_its_options_as_the_code_has_them(string name)
    {
        var expected = Strategies.Single(strategy => strategy.Name == name).Options.Select(LineOf).ToArray();
        var written = RowsOf(File.ReadAllLines(Path.Combine(Repository.Root, Folder, $"{name}.md")));
        foreach (var (row, line) in expected.Index())
            Plain(written.ElementAtOrDefault(row)).ShouldBe(Plain(line), $"{Folder}/{name}.md, row {row + 1} of {Heading}: write\n{line}");
        written.Length.ShouldBe(expected.Length, $"{Folder}/{name}.md, {Heading}: take out\n{string.Join('\n', written.Skip(expected.Length))}");
    }

    [Fact]
    public void Every_page_with_options_is_one_of_a_strategy()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, Folder), "*.md").Where(page => File.ReadAllLines(page).Contains(Heading));
        pages.Select(page => Path.GetFileNameWithoutExtension(page)).ShouldBe(Strategies.Select(strategy => strategy.Name), ignoreOrder: true);
    }

    private static string LineOf(StrategyOption option) =>
        $"| `{option.Name}` | {StrategyOption.Text(option.Default)} | {option.Values} | {option.Help} |";

    private static string[] RowsOf(string[] page) =>
        [.. page.SkipWhile(line => line != Heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    // Pages set the names of options as code in the text too.
    private static string? Plain(string? line) => line?.Replace("`", "", StringComparison.Ordinal);
}
