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
    }
}
