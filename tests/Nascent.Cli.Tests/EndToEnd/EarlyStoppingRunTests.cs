namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A whole run whose trials a rule may stop early.</summary>
[Trait("Category", "Slow")]
public sealed class EarlyStoppingRunTests
{
    [Fact]
    public async Task A_run_stops_trials_by_their_curves_the_same_way_with_one_worker_or_two_and_says_how_often_it_was_wrong()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"), regression: false);
        var runs = new List<string>();
        foreach (var workers in new[] { "1", "2" })
        {
            var (code, output, error) = await cli.RunAsync(
                "search", "things.csv", "--label", "label", "--strategy", "random", "--trials", "40", "--epochs", "6", "--early-stopping", "curve", "--retrain-epochs", "1",
                "--retrain-seeds", "1", "--retrain-candidates", "1", "--workers", workers, "--run", $"run{workers}");
            error.ShouldBeEmpty();
            code.ShouldBe(0);
            output.ShouldContain("stopped       after");
            var trials = Json.Only((await cli.RunAsync("show", $"run{workers}", "--json")).Output)["trials"]!.AsArray();
            runs.Add(string.Join('\n', trials.Select(trial => $"{trial!["genotype"]} {trial["state"]} {trial["metrics"]!.ToJsonString()} {trial["stop"]?.ToJsonString()}")));
        }

        runs[1].ShouldBe(runs[0]);
        var shown = Json.Only((await cli.RunAsync("show", "run1", "--json")).Output);
        var stopped = shown["trials"]!.AsArray().Where(trial => trial!["state"]!.GetValue<string>() == "stopped").ToArray();
        stopped.ShouldNotBeEmpty();
        stopped.ShouldAllBe(trial => trial!["reason"]!.GetValue<string>() == "curve" && Json.FieldsOf(trial["stop"]!).SequenceEqual(new[] { "rule", "epoch", "forecast", "deviation", "bar", "control" }));
        shown["ledger"]!["stoppedByRule"]!.GetValue<double>().ShouldBe(stopped.Length);
        shown["best"]!["state"]!.GetValue<string>().ShouldBe("succeeded");
        File.ReadAllText(cli.PathOf("run1/report.html")).ShouldContain("networks stopped early by rule &#39;curve&#39;");
        var replayed = await cli.RunAsync("replay", "run1");
        replayed.Code.ShouldBe(0, replayed.Error + replayed.Output);
    }

    [Fact]
    public async Task A_rule_stops_trials_that_are_scored_on_samples_that_were_held_out_too()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"), regression: false);
        var (code, _, error) = await cli.RunAsync(
            "search", "things.csv", "--label", "label", "--strategy", "random", "--trials", "30", "--epochs", "6", "--data-share", "0.5", "--early-stopping", "median",
            "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--workers", "2", "--run", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var trials = Json.Only((await cli.RunAsync("show", "run", "--json")).Output)["trials"]!.AsArray();
        trials[0]!["fidelity"]!.ToJsonString().ShouldContain("heldOut");
        trials.ShouldContain(trial => trial!["state"]!.GetValue<string>() == "stopped");
    }
}
