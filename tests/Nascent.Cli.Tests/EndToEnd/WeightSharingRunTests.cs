namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A whole run whose trials are scored by shared weights.</summary>
[Trait("Category", "Slow")]
public sealed class WeightSharingRunTests
{
    [Fact]
    public async Task A_search_trains_one_supernet_and_its_best_in_full()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        var (code, output, error) = await cli.RunAsync(
            "search", "images", "--estimator", "weight-sharing", "--epochs", "2", "--trials", "8", "--limit", "params<=20k", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1",
            "--workers", "2", "--trust", "3", "--run", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("A supernet trains 2 epochs, and a trial is scored with its share of the weights");

        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        var scored = shown["trials"]!.AsArray().Where(trial => trial!["state"]!.GetValue<string>() == "succeeded").ToArray();
        scored.Length.ShouldBe(8);
        scored.ShouldAllBe(trial => trial!["metrics"]!["accuracy"] != null && trial["fidelity"]!.GetValue<string>() == "weight-sharing(epochs=2)");
        Directory.GetFiles(cli.PathOf("run"), "supernet-*.safetensors", SearchOption.AllDirectories).ShouldHaveSingleItem();
        shown["deployed"]!["metrics"]!["accuracy"].ShouldNotBeNull();

        var check = shown["check"]!;
        check["trials"]!.AsArray().Count.ShouldBe(8);
        check["trials"]!.AsArray().ShouldAllBe(one => one!["value"] != null && one["byStage"]!.AsArray().Count == 3);
        string[] judges = ["search", "search at 25 %", "search at 50 %", "search at 75 %", "params", "macs", "zero_cost"];
        check["tau"]!.AsObject().Select(entry => entry.Key).ShouldBe(judges);
        var (own, best) = (check["tau"]!["search"]!.GetValue<double>(), judges[^3..].Max(cost => check["tau"]![cost]!.GetValue<double>()));
        (check["estimator"]!.GetValue<string>() == "weight-sharing").ShouldBe(own > best);
        output.ShouldContain(own > best ? "Shared weights rank better than costs and training-free scores do here" : "Shared weights rank no better than");
        File.ReadAllText(cli.PathOf("run/report.html")).ShouldContain("shared weights after 25 % of their training");

        var replayed = await cli.RunAsync("replay", "run");
        replayed.Code.ShouldBe(0, replayed.Error);
    }
}
