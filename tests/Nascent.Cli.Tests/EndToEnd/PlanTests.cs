using System.Text.Json.Nodes;

namespace Nascent.Cli.Tests.EndToEnd;

[Trait("Category", "Slow")]
public sealed class PlanTests
{
    [Fact]
    public async Task A_plan_times_candidates_within_the_limits_and_leaves_nothing_behind()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        var (code, output, error) = await cli.RunAsync("plan", "images", "--budget", "12m", "--limit", "params<=60k", "--workers", "2", "--json");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var plan = Json.Lines(output)[^1];
        plan["kind"]!.GetValue<string>().ShouldBe("plan");
        var timed = plan["timed"]!.AsArray();
        timed.Count.ShouldBe(8);
        timed.ShouldAllBe(candidate => candidate!["params"]!.GetValue<double>() <= 60_000 && (candidate["failure"] != null || candidate["briefSeconds"]!.GetValue<double>() > 0) && candidate["zeroCostSeconds"]!.GetValue<double>() > 0);
        timed.Count(candidate => candidate!["failure"] == null).ShouldBeGreaterThan(4);
        timed.Select(candidate => candidate!["work"]!.GetValue<double>()).ShouldBeInOrder(SortDirection.Ascending);
        var rungs = plan["rungs"]!.AsArray();
        (rungs[0]!["name"]!.GetValue<string>(), rungs[^1]!["name"]!.GetValue<string>()).ShouldBe(("zero-cost", "full"));
        rungs.Count(rung => rung!["recommended"]!.GetValue<bool>()).ShouldBe(1);
        plan["split"]!["baselines"]!.GetValue<int>().ShouldBe(2);
        Directory.Exists(cli.PathOf("runs")).ShouldBeFalse();

        // What it recommends is what a search of the same words does.
        var words = plan["recommended"]!["search"]!.GetValue<string>().Split(' ')[1..].Select(word => word.Trim('"'));
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (line.StartsWith("Plan:", StringComparison.Ordinal))
                interruption.Ask();
        };
        (await cli.RunAsync([.. words, "--run", "run"])).Code.ShouldBe(130);
        cli.Interruption = new();
        var spec = Json.Only((await cli.RunAsync("show", "run", "--json")).Output)["spec"]!;
        spec["estimator"]!["name"]!.GetValue<string>().ShouldBe(plan["recommended"]!["estimator"]!.GetValue<string>());
        spec["strategy"]!["name"]!.GetValue<string>().ShouldBe(plan["recommended"]!["strategy"]!.GetValue<string>());
        FidelityOf(spec).ShouldBe(plan["recommended"]!["fidelity"]!.GetValue<string>());
        spec["retrain"]!["final"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_plan_for_a_table_is_told_in_a_table_and_sentences()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        var (code, output, error) = await cli.RunAsync("plan", "things.csv", "--label", "label", "--workers", "2");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("Timed: 8 networks of tabular on things");
        output.ShouldContain("zero-cost");
        output.ShouldContain("(recommended)");
        output.ShouldMatch("Recommended, and what 'nascent search' does with the same options: --estimator train --strategy auto, trials of [1-4][0-9] epochs on 120 samples.");
        output.ShouldContain("The search gets 1m 46s");
        output.ShouldMatch("Expected gain: (at most|unknown, because the brief scores)");
        output.ShouldContain("not measured");
        output.ShouldContain("Next:  nascent search things.csv --label label --workers 2");
    }

    private static string FidelityOf(JsonNode spec) => spec["fidelity"] is JsonValue text ? text.GetValue<string>()
        : $"{spec["fidelity"]!["estimator"]}({string.Join(",", spec["fidelity"]!["axes"]!.AsObject().Select(axis => $"{axis.Key}={axis.Value}"))})";
}
