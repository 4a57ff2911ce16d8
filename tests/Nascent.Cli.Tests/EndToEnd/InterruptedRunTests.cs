using Nascent.Cli.Hosting;

namespace Nascent.Cli.Tests.EndToEnd;

[Trait("Category", "Slow")]
public sealed class InterruptedRunTests
{
    private static readonly string[] Search = ["search", "images", "--trials", "4", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--limit", "params<=60k"];

    [Theory]
    [InlineData("trial    1")]
    [InlineData("full training")]
    [InlineData("chosen")]
    public async Task An_interrupted_run_says_how_to_go_on_and_ends_where_it_would_have_ended(string interruptAt)
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (line.StartsWith(interruptAt, StringComparison.Ordinal))
                interruption.Ask();
        };
        var (code, _, error) = await cli.RunAsync([.. Search, "--run", "broken"]);
        error.ShouldContain("interrupted; continue with 'nascent resume broken'");
        code.ShouldBe(130);
        Json.Only((await cli.RunAsync("show", "broken", "--json")).Output)["state"]!.GetValue<string>().ShouldBe("interrupted");

        (cli.Interruption, cli.Written) = (new Interruption(), null);
        var (resumed, output, _) = await cli.RunAsync("resume", "broken");
        resumed.ShouldBe(0);
        output.ShouldContain("Next:  nascent predict broken/best.onnx");
        (await cli.RunAsync([.. Search, "--run", "whole"])).Code.ShouldBe(0);
        (await Outcome(cli, "broken")).ShouldBe(await Outcome(cli, "whole"));
    }

    private static async Task<string> Outcome(Cli cli, string run)
    {
        var shown = Json.Only((await cli.RunAsync("show", run, "--json")).Output);
        var trials = shown["trials"]!.AsArray().Select(trial => $"{trial!["number"]} {trial["genotype"]} {trial["state"]} {trial["metrics"]!.ToJsonString()}");
        var full = shown["retrained"]!.AsArray().Select(seed => $"{seed!["candidate"]} {seed["seed"]} {seed["test"]!.ToJsonString()}").Order(StringComparer.Ordinal);
        return string.Join('\n', trials.Concat(full).Append(shown["deployed"]!["sha256"] is null ? "none" : "deployed"));
    }
}
