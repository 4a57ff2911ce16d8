using Nascent.Cli.Commands;
using Nascent.Jobs.Catalogues;

namespace Nascent.Cli.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public async Task Help_lists_the_commands_that_there_are()
    {
        using var cli = new Cli();
        var (code, output, error) = await cli.RunAsync("--help");
        code.ShouldBe(0);
        error.ShouldBeEmpty();
        output.ShouldNotContain("worker");
        Snapshot.Matches(output, "help");
    }

    [Fact]
    public async Task Help_of_search_has_groups_and_examples()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("search", "--help");
        code.ShouldBe(0);
        Snapshot.Matches(output, "help-search");
    }

    [Fact]
    public async Task Help_all_of_search_lists_every_option_but_the_one_that_has_no_choice()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("search", "--help-all");
        code.ShouldBe(0);
        Snapshot.Matches(output, "help-search-all");
        var search = CommandTable.Build(cli.Host()).Subcommands.Single(command => command.Name == "search");
        foreach (var option in search.Options)
            output.Contains($"  {option.Name} ", StringComparison.Ordinal).ShouldBe(!option.Hidden, option.Name);
        search.Options.Where(option => option.Hidden).Select(option => option.Name).ShouldBe(["--target"]);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("plan")]
    [InlineData("list")]
    public async Task Help_is_a_command_too(string command)
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("help", command);
        code.ShouldBe(0);
        output.ShouldBe((await cli.RunAsync(command, "--help")).Output);
        (await cli.RunAsync("help")).Output.ShouldBe((await cli.RunAsync("--help")).Output);
    }

    [Fact]
    public async Task Help_of_an_unknown_command_says_so()
    {
        using var cli = new Cli();
        var (code, _, error) = await cli.RunAsync("help", "serch");
        code.ShouldBe(2);
        error.ShouldContain("Unknown command 'serch'");
        error.ShouldContain("Did you mean 'search'?");
    }

    [Fact]
    public async Task Every_line_of_help_fits_the_width()
    {
        using var cli = new Cli();
        foreach (var command in CommandTable.Build(cli.Host()).Subcommands)
            foreach (var line in (await cli.RunAsync(command.Name, "--help-all")).Output.Split('\n'))
                line.Length.ShouldBeLessThanOrEqualTo(120, line);
    }

    [Fact]
    public async Task Help_of_bench_lists_every_option()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("bench", "--help");
        code.ShouldBe(0);
        Snapshot.Matches(output, "help-bench");
    }

    [Fact]
    public async Task Help_of_score_lists_every_option()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("score", "--help");
        code.ShouldBe(0);
        Snapshot.Matches(output, "help-score");
    }

    [Fact]
    public async Task Help_of_plan_lists_every_option()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("plan", "--help");
        code.ShouldBe(0);
        Snapshot.Matches(output, "help-plan");
    }

    [Fact]
    public async Task No_words_at_all_are_a_wish_for_help()
    {
        using var cli = new Cli();
        (await cli.RunAsync()).Output.ShouldBe((await cli.RunAsync("--help")).Output);
    }

    [Theory]
    [InlineData("spaces", "tiny-cnn")]
    [InlineData("strategies", "Real et al. 2019")]
    [InlineData("strategies", "Dong and Yang 2019")]
    [InlineData("estimators", "train")]
    [InlineData("estimators", "zero-cost")]
    [InlineData("data", "fashion-mnist")]
    [InlineData("formats", "one sub-folder per class")]
    [InlineData("targets", "ONNX Runtime")]
    [InlineData("tables", "nb201:cifar10")]
    [InlineData("runs", "begin one with 'nascent search'")]
    public async Task List_names_what_there_is(string what, string expected)
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("list", what);
        code.ShouldBe(0);
        output.ShouldContain(expected);
    }

    [Fact]
    public async Task A_list_has_one_line_per_entry_without_blanks_at_its_end_and_the_default_first()
    {
        using var cli = new Cli();
        var lines = (await cli.RunAsync("list", "strategies")).Output.TrimEnd('\n').Split('\n');
        lines[0].ShouldStartWith("auto (default)");
        lines.Length.ShouldBe(Catalogue.BuiltIn.Strategies.Strategies.Length + 1);
        lines[^1].ShouldBe("Options of one: 'nascent list strategies NAME'.");
        foreach (var line in (await cli.RunAsync("list")).Output.Split('\n'))
            line.ShouldBe(line.TrimEnd());
    }

    [Fact]
    public async Task A_list_of_one_strategy_has_its_options()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("list", "strategies", "regularized-evolution");
        code.ShouldBe(0);
        output.ShouldContain("Real et al. 2019");
        output.ShouldContain("population=20");
        output.ShouldNotContain("bananas");
        (await cli.RunAsync("list", "strategies", "evolution")).Error.ShouldContain("Unknown strategy 'evolution'");
    }

    [Fact]
    public async Task A_list_of_one_entry_is_one_object_in_json()
    {
        using var cli = new Cli();
        var only = Json.Only((await cli.RunAsync("list", "strategies", "auto", "--json")).Output);
        only["kind"]!.GetValue<string>().ShouldBe("strategy");
        only["name"]!.GetValue<string>().ShouldBe("auto");
        only["isDefault"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Tables_that_are_missing_are_told_once()
    {
        using var cli = new Cli { Data = "nowhere" };
        var (_, output, _) = await cli.RunAsync("list", "tables");
        output.Split("set NASCENT_DATA").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Plain_output_has_no_blanks_at_the_ends_of_lines()
    {
        using var cli = new Cli();
        var (_, output, _) = await cli.RunAsync("doctor");
        output.ShouldContain("ok");
        foreach (var line in output.Split('\n'))
            line.ShouldBe(line.TrimEnd());
    }

    [Fact]
    public async Task Doctor_finds_what_a_search_needs()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("doctor", "--json");
        code.ShouldBe(0);
        var found = Json.Only(output);
        found["kind"]!.GetValue<string>().ShouldBe("doctor");
        found["healthy"]!.GetValue<bool>().ShouldBeTrue();
        found["findings"]!.AsArray().Select(finding => finding!["name"]!.GetValue<string>()).ShouldBe(
            ["program", "system", "processor", "memory", "libtorch", "gpu", "onnxRuntime", "runsFolder", "cacheFolder", "temporaryFolder"]);
    }
}
