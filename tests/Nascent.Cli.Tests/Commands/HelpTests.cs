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
    public async Task Help_of_search_lists_every_option()
    {
        using var cli = new Cli();
        var (code, output, _) = await cli.RunAsync("search", "--help");
        code.ShouldBe(0);
        Snapshot.Matches(output, "help-search");
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
