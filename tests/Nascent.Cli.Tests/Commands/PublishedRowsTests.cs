using System.Text.Json.Nodes;

namespace Nascent.Cli.Tests.Commands;

/// <summary>Published results of published methods, by <c>bench</c> itself: means over 500 searches, as docs/evidence/strategies.md has them.</summary>
[Trait("Category", "Slow")]
public sealed class PublishedRowsTests
{
    private const string Evolution = "--strategy-option regularized-evolution.population=10 --strategy-option regularized-evolution.tournament=3 --strategy-option regularized-evolution.draws=1";

    // NAS-Bench-201 (Dong and Yang 2020), table 5, at 12,000 s; NATS-Bench (Dong et al. 2021), table 6, at the others. The spread of NATS-Bench's rows is the papers' own.
    [Theory]
    [InlineData("nb201:cifar10", 12_000, "random", 90.93, 93.70, 0.10)]
    [InlineData("nb201:cifar10", 12_000, "regularized-evolution", 91.19, 93.92, 0.10)]
    [InlineData("nb201:cifar10", 20_000, "random", 91.07, 93.86, 0.23)]
    [InlineData("nb201:cifar10", 20_000, "regularized-evolution", 91.25, 94.02, 0.31)]
    [InlineData("nb201:cifar100", 40_000, "random", 71.46, 71.55, 0.97)]
    [InlineData("nb201:cifar100", 40_000, "regularized-evolution", 72.28, 72.23, 0.84)]
    [InlineData("nb201:imagenet16", 120_000, "random", 45.03, 45.28, 0.91)]
    [InlineData("nb201:imagenet16", 120_000, "regularized-evolution", 45.71, 45.77, 0.77)]
    public async Task A_published_row_comes_out_again(string table, int seconds, string strategy, double validation, double test, double within)
    {
        using var cli = new Cli { Data = Path.GetDirectoryName(ExternalData.PathOf("nas")) };
        var (code, output, error) = await cli.RunAsync($"bench {table} --strategies {strategy} --seconds {seconds} --fidelity 12 --repeats 500 --json {(strategy == "random" ? "" : Evolution)}".Split(' ', StringSplitOptions.RemoveEmptyEntries));
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var row = Json.Lines(output)[^1]["strategies"]![0]!;
        Mean(row, "validation").ShouldBe(validation, within);
        Mean(row, "test").ShouldBe(test, within);
    }

    private static double Mean(JsonNode row, string name) => row[name]!["mean"]!.GetValue<double>();
}
