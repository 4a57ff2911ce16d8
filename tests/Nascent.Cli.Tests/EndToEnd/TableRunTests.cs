using System.Globalization;
using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;
using Nascent.Randomness;

namespace Nascent.Cli.Tests.EndToEnd;

public sealed class TableRunTests
{
    [Theory]
    [InlineData(false, "class", "linear")]
    [InlineData(true, "number", "boosted-trees")]
    public async Task A_table_is_searched_held_against_plain_models_and_predicted(bool regression, string kind, string baseline)
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"), regression);
        var (code, output, error) = await cli.RunAsync(
            "search", "things.csv", "--label", "label", "--trials", "2", "--epochs", "2", "--retrain-epochs", "2", "--retrain-seeds", "1", "--retrain-candidates", "1", "--run", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain(baseline);
        output.ShouldContain("mlp-2x128");
        var predicted = await cli.RunAsync("predict", "run/best.onnx", "things.csv", "--json");
        predicted.Error.ShouldBeEmpty();
        var lines = Json.Lines(predicted.Output);
        lines.Length.ShouldBe(200);
        lines[199]["row"]!.GetValue<int>().ShouldBe(200);
        lines[0]["prediction"]!["kind"]!.GetValue<string>().ShouldBe(kind);
        File.WriteAllText(cli.PathOf("other.csv"), "size,colour\n1,red\n");
        (await cli.RunAsync("predict", "run/best.onnx", "other.csv")).Error.ShouldContain("other.csv: found no column 'weight'");
        (await cli.RunAsync("export", "run", "--candidate", baseline)).Output.ShouldContain($"run/{baseline}.onnx: same outputs as the trained model");
        (await cli.RunAsync("predict", $"run/{baseline}.onnx", "things.csv", "--json")).Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, 5, false)]
    [InlineData(4_000, 3, true)] // trees and linear models of few folds are fitted again, to all rows
    [Trait("Category", "Slow")]
    public async Task An_ensemble_of_folds_is_one_file_that_is_restored_replayed_and_predicts(int rows, int folds, bool refitted)
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"), rows: rows);
        var (code, output, error) = await cli.RunAsync("search", "things.csv", "--label", "label", "--trials", "3", "--epochs", "3", "--retrain-epochs", "3", "--retrain-candidates", "2", "--run", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain($"{folds} folds each");
        output.ShouldContain($", fold {folds}: validation accuracy ");
        output.ShouldContain("ensemble: validation accuracy ");
        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        var ensemble = shown["retrained"]!.AsArray().Single(result => result!["candidate"]!.GetValue<string>() == "ensemble")!;
        ensemble["validation"]!["accuracy"]!.GetValue<double>().ShouldBeGreaterThan(0.7);
        (Directory.GetFiles(cli.PathOf("run/artifacts"), "*-final.safetensors").Length > 0).ShouldBe(refitted);
        Directory.Delete(cli.PathOf("run/artifacts"), recursive: true);
        (await cli.RunAsync("show", "run")).Error.ShouldBeEmpty();
        (await cli.RunAsync("replay", "run")).Output.ShouldContain("trainings match the journal bit for bit");
    }

    [Fact]
    public async Task Scores_and_predictions_of_a_regression_are_in_the_unit_of_its_target()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"), regression: true);
        (await cli.RunAsync(
            "search", "things.csv", "--trials", "2", "--epochs", "5", "--retrain-epochs", "20", "--retrain-seeds", "1", "--retrain-candidates", "1", "--run", "run")).Code.ShouldBe(0);
        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        var trained = shown["retrained"]!.AsArray().Concat(shown["baselines"]!.AsArray()).Single(result => result!["winner"]!.GetValue<bool>())!["test"]!["rmse"]!.GetValue<double>();
        trained.ShouldBeInRange(0.5, 60);
        shown["deployed"]!["metrics"]!["rmse"]!.GetValue<double>().ShouldBe(trained, 1e-3 * trained);
        shown["retrained"]![0]!["validation"]!["rmse"]!.GetValue<double>().ShouldBeInRange(0.5, 60);

        var pairs = JsonNode.Parse(File.ReadAllText(cli.PathOf("run/test.json")))!["pairs"]!.AsArray().Select(pair => (True: pair![0]!.GetValue<double>(), Predicted: pair[1]!.GetValue<double>())).ToArray();
        pairs.Length.ShouldBe(20);
        Math.Sqrt(pairs.Average(pair => Math.Pow(pair.True - pair.Predicted, 2))).ShouldBe(trained, 1e-3 * trained);
        var targets = File.ReadAllLines(cli.PathOf("things.csv")).Skip(1).Select(line => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture)).ToArray();
        var predicted = Json.Lines((await cli.RunAsync("predict", "run/best.onnx", "things.csv", "--json")).Output).Select(line => line["prediction"]!["value"]!.GetValue<double>()).ToArray();
        Math.Sqrt(targets.Zip(predicted, (target, value) => Math.Pow(target - value, 2)).Average()).ShouldBeInRange(0.5, 60);
    }

    [Fact]
    public async Task A_table_without_a_header_is_read_the_same_way_by_search_resume_and_predict()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"), header: false);
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (line.StartsWith("trial    0", StringComparison.Ordinal))
                interruption.Ask();
        };
        var began = await cli.RunAsync(
            "search", "things.csv", "--header", "no", "--trials", "2", "--epochs", "2", "--retrain-epochs", "2", "--retrain-seeds", "1", "--retrain-candidates", "1", "--run", "run");
        began.Code.ShouldBe(130);
        Json.Only((await cli.RunAsync("show", "run", "--json")).Output)["spec"]!["data"]!["options"]!["header"]!.GetValue<string>().ShouldBe("no");
        (cli.Interruption, cli.Written) = (new Interruption(), null);
        (await cli.RunAsync("resume", "run")).Code.ShouldBe(0);

        var rows = File.ReadAllLines(cli.PathOf("things.csv"));
        var predicted = await Predict(cli, "things.csv");
        predicted.Length.ShouldBe(200);
        File.WriteAllLines(cli.PathOf("unlabelled.csv"), rows.Select(row => row[..row.LastIndexOf(',')]));
        (await Predict(cli, "unlabelled.csv")).ShouldBe(predicted);
        File.WriteAllLines(cli.PathOf("named.csv"), rows.Prepend("column1,column2,column3,what"));
        (await Predict(cli, "named.csv")).ShouldBe(predicted);
        (await cli.RunAsync("predict", "run/best.onnx", "things.csv", "--header", "yes")).Error.ShouldContain("things.csv: found no column 'column1', 'column2', 'column3'");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_was_said_of_columns_holds_in_a_resumed_run_and_in_its_predictions()
    {
        using var cli = new Cli();
        var stream = new Seed(5).Stream();
        File.WriteAllLines(cli.PathOf("things.csv"), Enumerable.Range(0, 200)
            .Select(i => (Code: stream.NextInt(3), Amount: stream.NextInt(100), Day: stream.NextInt(11) + 1, Row: i))
            .Select(row => $"{row.Row},0{row.Code},{row.Day:00}/{row.Day + 1:00}/2024,{(row.Row % 9 == 0 ? "absent" : row.Amount)},{(row.Code == 1 ? "yes" : "no")}").Prepend("id,code,when,amount,label"));
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (line.StartsWith("trial    0", StringComparison.Ordinal))
                interruption.Ask();
        };
        (await cli.RunAsync(
            "search", "things.csv", "--ignore", "id", "--categorical", "code", "--missing", "absent", "--dates", "day-first",
            "--trials", "2", "--epochs", "2", "--retrain-epochs", "20", "--retrain-seeds", "1", "--retrain-candidates", "1", "--run", "run")).Code.ShouldBe(130);
        (cli.Interruption, cli.Written) = (new Interruption(), null);
        (await cli.RunAsync("resume", "run")).Code.ShouldBe(0);

        // The id is not asked for; '7' is an unknown code, 'absent' is missing, and the day stands before the month.
        File.WriteAllText(cli.PathOf("new.csv"), "code,when,amount\n01,05/06/2024,absent\n00,05/06/2024,5\n7,05/06/2024,5\n");
        var predicted = (await Predict(cli, "new.csv")).Select(line => JsonNode.Parse(line)!["class"]!.GetValue<string>()).ToArray();
        predicted[..2].ShouldBe(["yes", "no"]);
        predicted.Length.ShouldBe(3);
        File.WriteAllText(cli.PathOf("wrong.csv"), "code,when,amount\n01,12/31/2023,5\n");
        (await cli.RunAsync("predict", "run/best.onnx", "wrong.csv")).Error.ShouldContain("12/31/2023");
    }

    private static async Task<string[]> Predict(Cli cli, string file)
    {
        var (_, output, error) = await cli.RunAsync("predict", "run/best.onnx", file, "--json");
        error.ShouldBeEmpty();
        return [.. Json.Lines(output).Select(line => line["prediction"]!.ToJsonString())];
    }
}
