using System.Text.Json;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>One supernet, a target, and networks for it.</summary>
[Trait("Category", "Slow")]
public sealed class OnceForAllRunTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    private static JsonElement Last(string output) => JsonDocument.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;

    [Fact]
    public async Task A_supernet_of_a_table_gives_a_checked_file_for_a_target()
    {
        MadeUpData.Table(_cli.PathOf("t.csv"), regression: true);
        var trained = await _cli.RunAsync("train-supernet", "t.csv", "--epochs", "3", "--json");
        trained.Code.ShouldBe(0, trained.Error);
        var supernet = Last(trained.Output);
        supernet.GetProperty("folder").GetString().ShouldBe(_cli.PathOf("supernets/t-elastic"));
        supernet.GetProperty("recipe").GetProperty("optimiser").GetString().ShouldBe("AdamW");
        (await _cli.RunAsync("target", "add", "box")).Code.ShouldBe(0);
        (await _cli.RunAsync("list", "targets")).Output.ShouldContain("box");

        var (code, output, error) = await _cli.RunAsync("specialize", "t-elastic", "--target", "box", "--limit", "params<=20k", "--output", "nets", "--json");
        code.ShouldBe(0, error);
        var network = Last(output);
        network.GetProperty("parameters").GetInt64().ShouldBeLessThanOrEqualTo(20_000);
        network.GetProperty("measuredMs").GetDouble().ShouldBeGreaterThan(0);
        network.GetProperty("metric").GetString().ShouldBe("rmse");
        var predicted = await _cli.RunAsync("predict", network.GetProperty("file").GetString()!, "t.csv");
        (predicted.Code, predicted.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length > 200).ShouldBe((0, true), predicted.Error);

        var shown = await _cli.RunAsync("specialize", "t-elastic", "--limit", "params<=20k", "--output", "shown");
        shown.Code.ShouldBe(0, shown.Error);
        shown.Output.Split('\n').Where(line => line.Contains("shown", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldNotContain("%"); // an error of a regression is no share
        (await _cli.RunAsync("target", "remove", "box")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_limit_that_nothing_keeps_is_refused_and_so_is_an_unknown_target()
    {
        MadeUpData.Table(_cli.PathOf("t.csv"));
        (await _cli.RunAsync("train-supernet", "t.csv", "--epochs", "1")).Code.ShouldBe(0);
        var impossible = await _cli.RunAsync("specialize", "t-elastic", "--limit", "params<=3");
        (impossible.Code, impossible.Error.Contains("params", StringComparison.Ordinal)).ShouldBe((2, true), impossible.Error);
        var unknown = await _cli.RunAsync("specialize", "t-elastic", "--target", "nowhere");
        (unknown.Code, unknown.Error.Contains("nowhere", StringComparison.Ordinal)).ShouldBe((2, true), unknown.Error);
    }
}
