using System.Text.Json.Nodes;

namespace Nascent.Cli.Tests.Commands;

public sealed class BenchTests : IDisposable
{
    private readonly Cli _cli = new();

    public BenchTests()
    {
        var rows = from a in Enumerable.Range(1, 4) from b in Enumerable.Range(1, 4) from c in new[] { "x", "y", "z" } select (a, b, c);
        File.WriteAllText(_cli.PathOf("t.csv"), "d.a,d.b,d.c,v.accuracy@1,v.accuracy@9,v.latency_ms,t.accuracy,c.seconds@1,c.seconds@9,p.params\n" + string.Concat(rows.Where(row => row is not (4, 4, "z")).Select(row =>
        {
            var accuracy = 60 + (5 * row.a) - ((row.b - 2) * (row.b - 2)) + (row.c == "y" ? 3 : 0);
            return $"{row.a},{row.b},{row.c},{accuracy - 10 + (row.b % 2)},{accuracy},{(row.a * 0.5) + (row.b * 0.25)},{accuracy - 1},{row.a},{9 * row.a},{row.a * row.b * 100}\n";
        })));
        File.WriteAllText(_cli.PathOf("plain.csv"), "d.a,d.b,v.score\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"{i / 5},{i % 5},{i * 7 % 25}\n")));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_last_line_of_json_is_the_summary()
    {
        var lines = Json.Lines(await RunAsync("bench t.csv --strategies random,regularized-evolution --evaluations 12 --repeats 20 --json"));
        var summary = lines[^1];
        summary["kind"]!.GetValue<string>().ShouldBe("summary");
        summary["table"]!.GetValue<string>().ShouldBe("t");
        summary["architectures"]!.GetValue<int>().ShouldBe(47);
        Number(summary["optimum"]!["validation"]).ShouldBe(83);
        Number(summary["optimum"]!["test"]).ShouldBe(82);
        Number(summary["fidelity"]).ShouldBe(9);
        var strategies = summary["strategies"]!.AsArray();
        strategies.Select(strategy => strategy!["strategy"]!.GetValue<string>()).ShouldBe(["random", "regularized-evolution"]);
        foreach (var strategy in strategies)
        {
            Json.FieldsOf(strategy!).ShouldBe(["strategy", "validation", "test", "regret", "meanRank", "evaluations", "seconds", "hypervolume", "hypervolumeSd", "hypervolumeShare", "wallMillisecondsPerTrial", "found", "error"]);
            Json.FieldsOf(strategy!["validation"]!).ShouldBe(["mean", "sd"]);
            Number(strategy["evaluations"]).ShouldBe(12);
            Number(strategy["test"]!["mean"]).ShouldBe(Number(strategy["validation"]!["mean"]) - 1, 1e-9);
            Number(strategy["regret"]!["test"]!["mean"]).ShouldBe(82 - Number(strategy["test"]!["mean"]), 1e-9);
            Number(strategy["wallMillisecondsPerTrial"]).ShouldBeGreaterThan(0);
            strategy["hypervolume"].ShouldBeNull();
        }

        strategies.Sum(strategy => Number(strategy!["meanRank"])).ShouldBe(3, 1e-9);
        summary["comparison"]!["pairs"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_result_and_another_one_another()
    {
        var first = Timeless(await RunAsync("bench t.csv --strategies random,regularized-evolution --evaluations 10 --repeats 30 --seed 5 --json"));
        Timeless(await RunAsync("bench t.csv --strategies random,regularized-evolution --evaluations 10 --repeats 30 --seed 5 --json")).ShouldBe(first);
        Timeless(await RunAsync("bench t.csv --strategies random,regularized-evolution --evaluations 10 --repeats 30 --seed 6 --json")).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_search_that_may_see_every_architecture_ends_at_the_optimum()
    {
        var summary = Json.Only(await RunAsync("bench t.csv --strategies random --evaluations 47 --repeats 3 --json"));
        var random = summary["strategies"]![0]!;
        Number(random["validation"]!["mean"]).ShouldBe(83);
        Number(random["regret"]!["validation"]!["mean"]).ShouldBe(0);
        Number(random["seconds"]).ShouldBe(Enumerable.Range(1, 4).Sum(a => 9 * a * 12) - 36);
    }

    [Fact]
    public async Task A_budget_of_seconds_is_never_exceeded_and_a_low_fidelity_is_cheaper()
    {
        var summary = Json.Only(await RunAsync("bench t.csv --strategies random --seconds 40 --fidelity 1 --repeats 20 --json"));
        var random = summary["strategies"]![0]!;
        Number(random["seconds"]).ShouldBeInRange(36, 40);
        Number(random["evaluations"]).ShouldBeGreaterThan(10);
        Number(summary["validationFidelity"]).ShouldBe(9);
        Number(random["validation"]!["mean"]).ShouldBeGreaterThan(75);
    }

    [Fact]
    public async Task With_two_objectives_the_whole_table_has_the_fronts_hypervolume()
    {
        var summary = Json.Only(await RunAsync("bench t.csv --strategies random --objective accuracy --minimize latency_ms --reference 60,3 --evaluations 47 --repeats 2 --json"));
        summary["objectives"]!.AsArray().Select(objective => objective!["maximise"]!.GetValue<bool>()).ShouldBe([true, false]);
        // accuracies 68 + 5 (a − 1) at latencies 0.5 a + 0.5 (b = 2, y) for a = 1 to 4, and 67 + 5 (a − 1) at 0.5 a + 0.25 (b = 1, y), up to 60 and 3
        var (area, best) = (0.0, 60.0);
        foreach (var (accuracy, latency) in Enumerable.Range(1, 4).SelectMany(a => new[] { (62.0 + (5 * a), (0.5 * a) + 0.25), (63.0 + (5 * a), (0.5 * a) + 0.5) }).OrderBy(point => point.Item2))
            if (accuracy > best)
            {
                area += (accuracy - best) * (3 - latency);
                best = accuracy;
            }

        Number(summary["frontHypervolume"]).ShouldBe(area, 1e-9);
        var random = summary["strategies"]![0]!;
        Number(random["hypervolume"]).ShouldBe(area, 1e-9);
        Number(random["hypervolumeShare"]).ShouldBe(1, 1e-12);
    }

    [Fact]
    public async Task Objectives_are_as_important_as_their_place_on_the_command_line_says()
    {
        var summary = Json.Only(await RunAsync("bench t.csv --strategies random --minimize latency_ms --maximize accuracy --evaluations 5 --repeats 2 --json"));
        summary["objectives"]!.AsArray().Select(objective => objective!["metric"]!.GetValue<string>()).ShouldBe(["latency_ms", "accuracy"]);
        summary["reference"]!.AsArray().Select(Number).ShouldBe([3, 61]);
    }

    [Fact]
    public async Task A_limit_on_a_metric_of_the_table_holds()
    {
        var summary = Json.Only(await RunAsync("bench t.csv --strategies random --limit latency_ms<=1.3 --limit params<=0.3k --evaluations 47 --repeats 2 --json"));
        Number(summary["optimum"]!["validation"]).ShouldBe(72); // a = 2, b = 1, y: 60 + 10 − 1 + 3, with latency 1.25 and 200 parameters; a = 2, b = 2 has latency 1.5
    }

    [Fact]
    public async Task A_suite_ranks_over_tables_budgets_and_known_columns()
    {
        var lines = Json.Lines(await RunAsync("bench t.csv plain.csv --strategies random,regularized-evolution --evaluations 4,8 --known both --repeats 10 --json")).Where(line => line["kind"]!.GetValue<string>() != "progress").ToArray();
        lines.Select(line => line["kind"]!.GetValue<string>()).ShouldBe(["suite", .. Enumerable.Repeat("summary", 8)]);
        lines[0]["problems"]!.GetValue<int>().ShouldBe(8);
        lines[0]["strategies"]!.AsArray().Sum(strategy => Number(strategy!["meanRank"])).ShouldBe(3, 1e-9);
        lines[0]["comparison"]!["blocks"]!.GetValue<int>().ShouldBe(2, "one block per table");
        lines[1..].Select(line => (line["table"]!.GetValue<string>(), line["known"]!.GetValue<bool>(), Number(line["budget"]!["evaluations"]))).ShouldBe(
            [("t", true, 4), ("t", true, 8), ("t", false, 4), ("t", false, 8), ("plain", true, 4), ("plain", true, 8), ("plain", false, 4), ("plain", false, 8)]);
    }

    [Fact]
    public async Task A_table_may_be_named_with_its_fidelity()
    {
        var lines = Json.Lines(await RunAsync("bench t.csv@1 t.csv --strategies random --evaluations 4 --repeats 3 --json"));
        lines[1..].Select(line => (line["table"]!.GetValue<string>(), Number(line["fidelity"]))).ShouldBe([("t@1", 1), ("t", 9)]);
    }

    [Fact]
    public async Task The_table_for_people_has_the_ranks_the_tests_and_the_direction()
    {
        var output = await RunAsync("bench t.csv --strategies random,regularized-evolution --evaluations 12 --repeats 20");
        output.ShouldContain("t: accuracy (maximised) at fidelity 9, 12 evaluations, 20 repeats, seed 1");
        output.ShouldContain("47 architectures; best accuracy: validation 83.00 (at fidelity 9), test 82.00");
        output.ShouldContain("Friedman's test over 20 repeats, by test accuracy: F = ");
        output.ShouldContain("Wilcoxon's signed-rank tests with Holm's correction:");
        output.ShouldContain("random – regularized-evolution");
    }

    [Fact]
    public async Task Out_writes_pictures_and_numbers()
    {
        var output = await RunAsync("bench t.csv --strategies random,regularized-evolution --objective accuracy --objective latency_ms --evaluations 10 --repeats 5 --out pictures");
        output.ShouldContain("Written to pictures: regret.svg, regret.png, front.svg, front.png, ranks.svg, ranks.png, searches.csv, pairs.csv");
        foreach (var name in new[] { "regret.svg", "regret.png", "front.svg", "front.png", "ranks.svg", "ranks.png" })
            new FileInfo(_cli.PathOf($"pictures/{name}")).Length.ShouldBeGreaterThan(1000);
        File.ReadAllLines(_cli.PathOf("pictures/searches.csv")).Length.ShouldBe(1 + 10);
        File.ReadAllLines(_cli.PathOf("pictures/pairs.csv")).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("bench", "TABLE: found nothing, expected the name of a table ('nascent list tables') or its file.")]
    [InlineData("bench nb201:cifar11", "Unknown table 'nb201:cifar11': expected one of nb201:cifar10,")]
    [InlineData("bench nb201", "Unknown table 'nb201'")]
    [InlineData("bench lost.csv", "TABLE: found no file 'lost.csv', expected a CSV, TSV or Parquet file, or a name ('nascent list tables').")]
    [InlineData("bench nb201:cifar10", "nb201.csv.gz: found no such file, expected the published benchmark's; set NASCENT_DATA")]
    [InlineData("bench t.csv t.csv", "TABLE: found 't.csv' twice, expected each once.")]
    [InlineData("bench t.csv --strategies random,evolution", "Unknown strategy 'evolution': expected one of random, ")]
    [InlineData("bench t.csv --strategies random,random", "--strategies: found 'random' twice, expected each once.")]
    [InlineData("bench t.csv --strategy-option population=5", "--strategy-option: found 'population=5', expected STRATEGY.NAME=NUMBER, such as regularized-evolution.population=10.")]
    [InlineData("bench t.csv --strategy-option random.population=5", "Unknown option of strategy 'random' 'population'")]
    [InlineData("bench t.csv --strategies random --strategy-option regularized-evolution.population=5", "Unknown strategy of this bench 'regularized-evolution': expected one of random.")]
    [InlineData("bench t.csv --strategy-option random.distinct=1 --strategy-option random.distinct=0", "--strategy-option: found 'random.distinct' twice, expected it once.")]
    [InlineData("bench t.csv --strategy-option random.distinct=7", "Strategy 'random', option 'distinct': found 7, expected 0 to 1.")]
    [InlineData("bench t.csv --evaluations 0", "--evaluations: found '0', expected a whole number from 1 to 10000000.")]
    [InlineData("bench t.csv --evaluations 5,,6", "--evaluations: found '', expected a whole number")]
    [InlineData("bench t.csv --evaluations 5,5", "--evaluations: found a budget twice, expected each once.")]
    [InlineData("bench t.csv --seconds -3", "--seconds: found '-3', expected a number above 0.")]
    [InlineData("bench t.csv --seconds 3 --evaluations 3", "--seconds: found beside --evaluations, expected one of them.")]
    [InlineData("bench plain.csv --seconds 3", "--seconds: table 'plain' has no times, expected --evaluations.")]
    [InlineData("bench t.csv --repeats 0", "--repeats: found '0', expected a whole number from 1 to 1000000.")]
    [InlineData("bench t.csv --fidelity 5", "Fidelity: found 5, expected one of 1, 9 for table 't'.")]
    [InlineData("bench plain.csv --fidelity 5", "Fidelity: found 5, expected none, since table 'plain' has none.")]
    [InlineData("bench t.csv@5", "Fidelity: found 5, expected one of 1, 9 for table 't'.")]
    [InlineData("bench nb201:cifar11@12", "Unknown table 'nb201:cifar11'")]
    [InlineData("bench t.csv@x", "TABLE: found no file 't.csv@x'")]
    [InlineData("bench t.csv --fidelity many", "--fidelity: found 'many', expected a number above 0.")]
    [InlineData("bench t.csv --objective acuracy", "Unknown metric of table 't' 'acuracy': expected one of accuracy, latency_ms, params. Did you mean 'accuracy'?")]
    [InlineData("bench t.csv --minimize accuracy", "--minimize: found 'accuracy', which is better when larger; use --maximize accuracy.")]
    [InlineData("bench t.csv --objective accuracy --maximize accuracy", "--objective: found 'accuracy' twice, expected each metric once.")]
    [InlineData("bench t.csv --limit latency<=3", "Unknown metric 'latency': expected one of accuracy, latency_ms, params.")]
    [InlineData("bench t.csv --limit latency_ms<=20%", "Limit 'latency_ms<=20%': found suffix '%', expected a plain number in the unit of the table's column, or k, M or G for thousands.")]
    [InlineData("bench t.csv --limit latency_ms<=0.1", "Table 't': found no architecture that keeps latency_ms<=0.1, expected at least one; loosen the limits.")]
    [InlineData("bench t.csv --limit params<=300 --no-known", "--no-known: it hides the column p.params of table 't', which is an objective or has a limit; leave out one of them.")]
    [InlineData("bench t.csv --no-known --known both", "--no-known: found beside --known, expected one of them.")]
    [InlineData("bench t.csv --known maybe", "--known: found 'maybe', expected yes, no or both.")]
    [InlineData("bench t.csv --objective accuracy --reference 1,2", "--reference: found 2 values, expected 1, one for each objective.")]
    [InlineData("bench t.csv --objective accuracy --reference low", "--reference: found 'low', expected numbers separated by commas, such as 80,9.3.")]
    [InlineData("bench t.csv --look-ahead 0", "--look-ahead: found '0'")]
    [InlineData("bench t.csv --repeat 5", "Unknown option '--repeat': expected one of")]
    [InlineData("bench t.csv --out t.csv/x", "t.csv/x")]
    [InlineData("bench bad.csv", "bad.csv line 3, column 'v.x': found 'many', expected a finite number, or nothing where there is none.")]
    public async Task Bad_input_ends_with_one_clear_line(string line, string expected)
    {
        File.WriteAllText(_cli.PathOf("bad.csv"), "d.a,v.x\n1,2\n2,many\n");
        var (code, output, error) = await _cli.RunAsync(line.Split(' '));
        error.ShouldContain(expected);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("nascent: ");
        (code, output).ShouldBe((2, ""));
    }

    [Fact]
    public async Task Tables_are_listed_with_whether_their_files_are_there()
    {
        var (code, output, _) = await _cli.RunAsync("list", "tables", "--json");
        code.ShouldBe(0);
        var lines = Json.Lines(output);
        lines.Length.ShouldBe(12);
        lines.ShouldAllBe(line => line["kind"]!.GetValue<string>() == "table" && !line["found"]!.GetValue<bool>());
    }

    private static double Number(JsonNode? node) => node!.GetValue<double>();

    private static string Timeless(string output) => string.Join('\n', Json.Lines(output).Where(line => line["kind"]!.GetValue<string>() == "summary").Select(line =>
    {
        foreach (var strategy in line["strategies"]!.AsArray())
            strategy!.AsObject().Remove("wallMillisecondsPerTrial");
        return line.ToJsonString();
    }));

    private async Task<string> RunAsync(string line)
    {
        var (code, output, error) = await _cli.RunAsync(line.Split(' '));
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        return output;
    }
}
