using Nascent.Spaces.Catalog;
using Nascent.Torch.ZeroCost;

namespace Nascent.Cli.Tests.Commands;

public sealed class ScoreTests
{
    private const string Published = "|nor_conv_1x1~0|+|none~0|avg_pool_3x3~1|+|none~0|none~1|nor_conv_1x1~2|";
    private const string WithoutPath = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";

    [Fact]
    public async Task Published_strings_and_genotypes_are_scored_one_line_each_in_the_order_of_the_file()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"), perClass: 20);
        var genotype = NasBench201.Parse(Published).ToString();
        File.WriteAllText(cli.PathOf("some.txt"), $"{Published}\n\n  {genotype}\n{WithoutPath}\n");
        var (code, output, error) = await cli.RunAsync(
            "score", "nas-bench-201", "--genotypes", "some.txt", "--estimator", "zero-cost", "--scores", "synflow, naswot,params", "--data", "images", "--json");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var lines = Json.Lines(output);
        lines.ShouldAllBe(line => line["kind"]!.GetValue<string>() == "score" && line["seconds"]!.GetValue<double>() > 0);
        Json.FieldsOf(lines[0]).ShouldBe(["schema", "kind", "line", "genotype", "scores", "seconds"]);
        lines.Select(line => line["line"]!.GetValue<int>()).ShouldBe([1, 3, 4]);
        lines.Select(line => line["genotype"]!.GetValue<string>()).ShouldBe([genotype, genotype, NasBench201.Parse(WithoutPath).ToString()]);
        Json.FieldsOf(lines[0]["scores"]!).ShouldBe(["naswot", "params", "synflow"]);
        lines[0]["scores"]!["params"]!.GetValue<double>().ShouldBeGreaterThan(10_000);
        lines[1]["scores"]!.ToJsonString().ShouldBe(lines[0]["scores"]!.ToJsonString());
        Json.FieldsOf(lines[2]["scores"]!).ShouldBe(["params"]); // what does not exist is left out
    }

    [Fact]
    public async Task Without_json_there_is_a_table_of_every_score()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        File.WriteAllText(cli.PathOf("one.txt"), SpaceCatalog.Create("mlp").Genotypes.At(5).ToString());
        var (code, output, error) = await cli.RunAsync("score", "mlp", "--genotypes", "one.txt", "--data", "things.csv", "--label", "label");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        foreach (var score in ZeroCostScores.All)
            output.ShouldContain(score.Name);
        output.ShouldContain("genotype");
    }

    [Fact]
    public async Task A_seed_gives_the_same_scores_and_another_others()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        File.WriteAllText(cli.PathOf("one.txt"), SpaceCatalog.Create("mlp").Genotypes.At(5).ToString());
        async Task<string> Scores(string seed) =>
            Json.Only((await cli.RunAsync("score", "mlp", "--genotypes", "one.txt", "--data", "things.csv", "--scores", "snip", "--seed", seed, "--json")).Output)["scores"]!.ToJsonString();
        var first = await Scores("7");
        (await Scores("7")).ShouldBe(first);
        (await Scores("8")).ShouldNotBe(first);
    }

    [Fact]
    public async Task The_estimator_train_gives_what_a_brief_training_measures()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        File.WriteAllText(cli.PathOf("one.txt"), SpaceCatalog.Create("mlp").Genotypes.At(5).ToString());
        var (code, output, error) = await cli.RunAsync("score", "mlp", "--genotypes", "one.txt", "--estimator", "train", "--data", "things.csv", "--json");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        Json.Only(output)["scores"]!["accuracy"]!.GetValue<double>().ShouldBeInRange(0.4, 1);
    }
}
