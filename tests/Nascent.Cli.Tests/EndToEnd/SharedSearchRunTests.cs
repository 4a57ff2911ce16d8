using Nascent.Cli.Hosting;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>Whole runs whose strategy searches over shared weights.</summary>
[Trait("Category", "Slow")]
public sealed class SharedSearchRunTests
{
    private static readonly string[] Short =
        ["search", "images", "--trials", "2", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--limit", "params<=60k", "--workers", "2", "--strategy-option", "epochs=4"];

    [Theory]
    [InlineData("gdas")]
    [InlineData("pc-darts")]
    [InlineData("enas")]
    public async Task A_search_over_shared_weights_tries_what_it_prefers_and_shows_how_it_went(string strategy)
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        var (code, output, error) = await cli.RunAsync([.. Short, "--strategy", strategy, "--run", "run"]);
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("Shared weights train 4 epochs, then up to 2 networks that they prefer");
        output.ShouldContain("shared weights, epoch 4.0: validation ");

        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        var shared = shown["sharedSearch"]!;
        shared["looks"]!.AsArray().Count.ShouldBeGreaterThan(1);
        shared["looks"]![0]!["shares"]!.AsArray().ShouldNotBeEmpty();
        var candidates = shared["candidates"]!.AsArray().Select(candidate => candidate!.GetValue<string>()).ToArray();
        shown["trials"]!.AsArray().Select(trial => trial!["genotype"]!.GetValue<string>()).ShouldBe(candidates);
        shown["trials"]!.AsArray().ShouldAllBe(trial => trial!["metrics"]!["params"]!.GetValue<double>() <= 60_000);
        shown["ledger"]!["searchCpuSeconds"]!.GetValue<double>().ShouldBeGreaterThan(0);
        File.ReadAllText(cli.PathOf("run/report.html")).ShouldContain("<section id=\"shared-search\">");
        (await cli.RunAsync("replay", "run")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Latency_in_the_loss_is_fitted_to_timed_networks_and_kept_with_the_run()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        var (code, output, error) = await cli.RunAsync([.. Short, "--strategy", "drnas", "--strategy-option", "latency=1", "--run", "run"]);
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("Timing 40 networks on ONNX Runtime");
        var spec = Json.Only((await cli.RunAsync("show", "run", "--json")).Output)["spec"]!;
        var coefficients = spec["shared"]!["latency"]!.AsArray().Select(value => value!.GetValue<double>()).ToArray();
        coefficients.Length.ShouldBe(6);
        coefficients.ShouldAllBe(value => value >= 0);
        coefficients.Sum().ShouldBeGreaterThan(0);
        (await cli.RunAsync("replay", "run")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task An_interrupted_search_goes_on_to_the_same_end()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (line.StartsWith("shared weights, epoch", StringComparison.Ordinal))
                interruption.Ask();
        };
        string[] search = [.. Short, "--strategy", "gdas"];
        (await cli.RunAsync([.. search, "--run", "broken"])).Code.ShouldBe(130);
        (cli.Interruption, cli.Written) = (new Interruption(), null);
        (await cli.RunAsync("resume", "broken")).Code.ShouldBe(0);
        (await cli.RunAsync([.. search, "--run", "whole"])).Code.ShouldBe(0);
        async Task<string> End(string run) => Json.Only((await cli.RunAsync("show", run, "--json")).Output) is var shown
            ? $"{shown["sharedSearch"]!.ToJsonString()} {string.Join(' ', shown["trials"]!.AsArray().Select(trial => $"{trial!["genotype"]} {trial["metrics"]!.ToJsonString()}"))}" : "";
        (await End("broken")).ShouldBe(await End("whole"));
    }

    [Fact]
    public async Task Progress_and_the_outcome_are_JSON_lines()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        var lines = Json.Lines((await cli.RunAsync([.. Short, "--strategy", "gdas", "--run", "run", "--json"])).Output);
        var progress = lines.Where(line => line["kind"]!.GetValue<string>() == "progress" && line["job"]!.GetValue<string>() == "shared-search").ToArray();
        progress.Length.ShouldBeGreaterThan(1);
        progress[^1]["note"]!.GetValue<string>().ShouldContain("undecided ");
        lines.Single(line => line["kind"]!.GetValue<string>() == "shared-searched")["outcome"]!["candidates"]!.AsArray().Count.ShouldBe(2);
    }
}
