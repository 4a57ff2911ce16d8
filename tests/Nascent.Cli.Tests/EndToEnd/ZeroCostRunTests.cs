using System.Text.Json.Nodes;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A whole run whose trials are scored and not trained.</summary>
[Trait("Category", "Slow")]
public sealed class ZeroCostRunTests
{
    [Fact]
    public async Task A_search_ranks_by_scores_and_trains_its_best_in_full_by_accuracy()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        var (code, output, error) = await cli.RunAsync(
            "search", "images", "--estimator", "zero-cost", "--trials", "12", "--limit", "params<=20k", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "2",
            "--workers", "2", "--run", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("A trial is scored by zero-cost, without training");
        output.ShouldContain("with regularized-evolution");
        output.ShouldContain("12 scored");
        output.ShouldContain("search: zero_cost");

        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        shown["spec"]!["objectives"]![0]!["metric"]!.GetValue<string>().ShouldBe("accuracy");
        shown["spec"]!["searchObjectives"]![0]!["metric"]!.GetValue<string>().ShouldBe("zero_cost");
        var scored = shown["trials"]!.AsArray().Where(trial => trial!["state"]!.GetValue<string>() == "succeeded").ToArray();
        scored.ShouldAllBe(trial => trial!["metrics"]!["accuracy"] == null && trial["fidelity"]!.GetValue<string>() == "zero-cost()");
        var best = scored.OrderByDescending(Standing).Select(trial => trial!["number"]!.GetValue<int>()).ToArray();
        shown["best"]!["number"]!.GetValue<int>().ShouldBe(best[0]);
        shown["retrained"]!.AsArray().Select(result => result!["candidate"]!.GetValue<string>()).ShouldBe([$"trial:{best[0]}", $"trial:{best[1]}"], ignoreOrder: true);
        shown["retrained"]!.AsArray().ShouldAllBe(result => result!["validation"]!["accuracy"] != null);
        shown["deployed"]!["metrics"]!["accuracy"].ShouldNotBeNull();

        // the same seed scores the same network alike, in a search and alone
        File.WriteAllText(cli.PathOf("best.txt"), shown["best"]!["genotype"]!.GetValue<string>());
        var alone = Json.Only((await cli.RunAsync("score", "tiny-cnn", "--genotypes", "best.txt", "--data", "images", "--scores", "naswot,synflow", "--json")).Output)["scores"]!;
        foreach (var score in new[] { "naswot", "synflow" })
            alone[score]!.GetValue<double>().ShouldBe(shown["best"]!["metrics"]![score]!.GetValue<double>());

        var replayed = await cli.RunAsync("replay", "run");
        replayed.Code.ShouldBe(0, replayed.Error);
        (await cli.RunAsync("resume", "run")).Code.ShouldBe(0);
        File.ReadAllText(cli.PathOf("run/report.html")).ShouldContain("zero_cost, not trained");
    }

    private static double Standing(JsonNode? trial) => trial!["metrics"]!["zero_cost"]!.GetValue<double>();
}
