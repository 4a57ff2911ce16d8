namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A whole run of a strategy whose trials are of several lengths.</summary>
[Trait("Category", "Slow")]
public sealed class RungsRunTests
{
    [Fact]
    public async Task Asha_trains_short_trials_first_and_retrains_what_was_trained_longest()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"), regression: false);
        var (code, output, error) = await cli.RunAsync(
            "search", "things.csv", "--label", "label", "--strategy", "asha", "--trials", "14", "--epochs", "9", "--retrain-epochs", "2", "--retrain-seeds", "1", "--retrain-candidates", "1",
            "--strategy-option", "smallest=0.3", "--workers", "2", "--run", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("A trial trains up to 9 epochs");
        output.ShouldContain(" s  3 epochs");

        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        var trained = shown["trials"]!.AsArray().Where(trial => trial!["state"]!.GetValue<string>() == "succeeded").ToArray();
        trained.Select(trial => EpochsOf(trial!["fidelity"]!.GetValue<string>())).Distinct().Order().ShouldBe([3, 9]);
        var best = shown["best"]!;
        EpochsOf(best["fidelity"]!.GetValue<string>()).ShouldBe(9);
        shown["retrained"]![0]!["candidate"]!.GetValue<string>().ShouldBe($"trial:{best["number"]}");

        var replayed = await cli.RunAsync("replay", "run");
        replayed.Code.ShouldBe(0, replayed.Error);
        var report = File.ReadAllText(cli.PathOf("run/report.html"));
        report.ShouldContain("Strategy: asha. A trial trains up to ");
        report.ShouldContain("dot lower");
        (await cli.RunAsync("resume", "run")).Code.ShouldBe(0);
    }

    private static double EpochsOf(string fidelity) => double.Parse(fidelity[(fidelity.IndexOf("epochs=", StringComparison.Ordinal) + 7)..].TrimEnd(')').Split(',')[0]);
}
