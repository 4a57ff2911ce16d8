namespace Nascent.Cli.Tests.EndToEnd;

public sealed class TrustRunTests
{
    [Fact]
    public async Task Candidates_of_all_ranks_are_trained_in_full_once_and_the_estimates_are_judged_by_them()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
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

        var plain = await cli.RunAsync("trust", "one", "--candidates", "4");
        plain.Output.ShouldContain("Kendall's τ");
        plain.Output.ShouldContain(report["sentence"]!.GetValue<string>()[..30]);

        File.WriteAllText(cli.PathOf("runs/one/trust.jsonl"), "no JSON\n");
        var damaged = await cli.RunAsync("trust", "one");
        damaged.Code.ShouldBe(2);
        damaged.Error.ShouldContain("trust.jsonl:1: found a damaged line");
    }
}
