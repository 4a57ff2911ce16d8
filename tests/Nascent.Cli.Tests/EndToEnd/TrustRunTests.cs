namespace Nascent.Cli.Tests.EndToEnd;

[Trait("Category", "Slow")]
public sealed class TrustRunTests
{
    [Fact]
    public async Task Candidates_of_all_ranks_are_trained_in_full_once_and_the_estimates_are_judged_by_them()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"), perClass: 120);
        (await cli.RunAsync(
            "search", "images", "--trials", "5", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "2", "--retrain-candidates", "1", "--limit", "params<=60k", "--workers", "2", "--run", "runs/one")).Code.ShouldBe(0);

        var (code, output, error) = await cli.RunAsync("trust", "one", "--candidates", "4", "--json");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var report = Json.Lines(output)[^1];
        report["kind"]!.GetValue<string>().ShouldBe("trust");
        var candidates = report["candidates"]!.AsArray();
        candidates.Count.ShouldBe(4);
        candidates.ShouldAllBe(candidate => candidate!["values"]!.AsArray().Count == 2);
        candidates.Select(candidate => candidate!["estimate"]!.GetValue<double>()).ShouldBeInOrder(SortDirection.Descending);
        report["estimates"]!.AsArray().Select(estimate => estimate!["name"]!.GetValue<string>()).ShouldBe(["search", "params", "macs", "random"]);
        report["estimates"]![3]!["tau"].ShouldBeNull();

        // The run's winner was trained by the run itself.
        var trained = File.ReadAllLines(cli.PathOf("runs/one/trust.jsonl"));
        trained.Length.ShouldBe(6);

        // A program that is killed while it writes leaves half a line: that training alone is done again, and comes to the same.
        File.WriteAllText(cli.PathOf("runs/one/trust.jsonl"), string.Join('\n', trained[..^1]) + "\n" + trained[^1][..10]);
        var again = Json.Lines((await cli.RunAsync("trust", "one", "--candidates", "4", "--json")).Output)[^1];
        again["candidates"]!.ToJsonString().ShouldBe(report["candidates"]!.ToJsonString());
        File.ReadAllLines(cli.PathOf("runs/one/trust.jsonl")).Length.ShouldBe(6);

        var page = File.ReadAllText(cli.PathOf("runs/one/report.html"));
        page.ShouldContain("id=\"trust\"");
        page.ShouldContain("4 of the");
        page.ShouldNotContain("That is too few to tell whether this search discarded a better one");

        var plain = await cli.RunAsync("trust", "one", "--candidates", "4");
        plain.Output.ShouldContain("Kendall's τ");
        plain.Output.ShouldContain(report["sentence"]!.GetValue<string>()[..30]);

        File.WriteAllText(cli.PathOf("runs/one/trust.jsonl"), "no JSON\n");
        var damaged = await cli.RunAsync("trust", "one");
        damaged.Code.ShouldBe(2);
        damaged.Error.ShouldContain("trust.jsonl:1: found a damaged line");
    }

    [Fact]
    public async Task A_search_that_is_asked_to_trains_others_in_full_after_its_network_is_there_and_goes_on_with_them_when_it_is_resumed()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"), perClass: 120);
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (!line.StartsWith("Fully training up to 2 other trials", StringComparison.Ordinal))
                return;
            File.Exists(cli.PathOf("run/best.onnx")).ShouldBeTrue();
            File.ReadAllText(cli.PathOf("run/report.html")).ShouldContain("That is too few to tell whether this search discarded a better one");
            interruption.Ask();
        };
        (await cli.RunAsync(
            "search", "images", "--trials", "5", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--trust", "2", "--limit", "params<=60k", "--workers", "2", "--run", "run")).Code.ShouldBe(130);
        Json.Only((await cli.RunAsync("show", "run", "--json")).Output)["state"]!.GetValue<string>().ShouldBe("interrupted");

        (cli.Interruption, cli.Written) = (new(), null);
        (await cli.RunAsync("resume", "run")).Code.ShouldBe(0);
        var trained = File.ReadAllLines(cli.PathOf("run/trust.jsonl"));
        trained.Length.ShouldBe(2);
        File.ReadAllText(cli.PathOf("run/report.html")).ShouldContain("3 of the");
        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        shown["state"]!.GetValue<string>().ShouldBe("finished");
        shown["ledger"]!["trustCpuSeconds"]!.GetValue<double>().ShouldBeGreaterThan(0);

        // They count for trust, which trains only what is missing.
        (await cli.RunAsync("trust", "run", "--candidates", "3", "--seeds", "1")).Code.ShouldBe(0);
        File.ReadAllLines(cli.PathOf("run/trust.jsonl")).ShouldBe(trained);
    }
}
