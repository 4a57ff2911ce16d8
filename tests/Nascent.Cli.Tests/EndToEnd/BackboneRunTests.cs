using System.Text.Json;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>Searches on what a network gives that the user has: here the file of an earlier run.</summary>
[Trait("Category", "Slow")]
public sealed class BackboneRunTests(ImageRun images) : IClassFixture<ImageRun>
{
    private static readonly string[] Brief = ["--trials", "2", "--epochs", "2", "--retrain-epochs", "2", "--retrain-candidates", "1", "--workers", "2", "--seed", "3"];

    private Cli Cli => images.Cli;

    [Fact]
    public async Task The_file_predicts_pictures_with_the_backbone_inside_and_the_run_is_replayed_without_it()
    {
        File.Copy(Cli.PathOf("runs/one/best.onnx"), Cli.PathOf("mine.onnx"));
        var (code, output, error) = await Cli.RunAsync(["search", "images", "--backbone", "mine.onnx", .. Brief, "--run", "runs/two"]);
        error.ShouldBe("");
        code.ShouldBe(0);
        output.ShouldContain("12×12 grey images, of which mine.onnx makes ");
        output.ShouldContain("linear-probe");
        output.ShouldContain("features of the backbone");
        var predicted = await Cli.RunAsync("predict", "runs/two/best.onnx", Path.Combine("images", "bright", "03.png"));
        predicted.Code.ShouldBe(0, predicted.Error);
        predicted.Output.ShouldContain("bright");

        using var spec = JsonDocument.Parse(await File.ReadAllTextAsync(Cli.PathOf("runs/two/spec.json"), TestContext.Current.CancellationToken));
        spec.RootElement.GetProperty("data").GetProperty("options").GetProperty("backbone").GetString().ShouldBe("mine.onnx");
        File.Delete(Cli.PathOf("mine.onnx"));
        var replayed = await Cli.RunAsync("replay", "runs/two");
        replayed.Code.ShouldBe(0, replayed.Error + replayed.Output);
        var exported = await Cli.RunAsync("export", "runs/two", "--candidate", "linear-probe", "--output", "probe.onnx");
        exported.Code.ShouldBe(0, exported.Error + exported.Output);
        (await Cli.RunAsync("predict", "probe.onnx", Path.Combine("images", "dark", "03.png"))).Code.ShouldBe(0);
        var missing = await Cli.RunAsync("search", "--spec", "runs/two/spec.json", "--run", "runs/three");
        missing.Code.ShouldBe(2);
        missing.Error.ShouldContain("mine.onnx: found no file, expected an .onnx file of a network for images.");
    }

    [Theory]
    [InlineData("--augment: found beside --backbone", "--augment", "mirror,cutout")]
    [InlineData("--start: found beside --backbone", "--start", "cifar10")]
    [InlineData("Unknown scale of a backbone's input 'big'", "--backbone-input", "big")]
    [InlineData("--space: found 'tiny-cnn', whose networks read images, expected one for tables, as the features of a backbone are one.", "--space", "tiny-cnn")]
    [InlineData("Loosen the limits", "--limit", "params<=10")]
    public async Task What_does_not_go_with_a_backbone_is_told(string expected, string option, string value)
    {
        var (code, output, error) = await Cli.RunAsync(["search", "images", "--backbone", "runs/one/best.onnx", .. Brief, option, value, "--run", $"runs/refused{option}"]);
        code.ShouldBeGreaterThan(0);
        (output + error).ShouldContain(expected);
    }

    [Fact]
    public async Task Tables_and_files_that_are_no_networks_are_refused_before_a_run_is_made()
    {
        MadeUpData.Table(Cli.PathOf("t.csv"));
        var table = await Cli.RunAsync(["search", "t.csv", "--backbone", "runs/one/best.onnx", .. Brief, "--run", "runs/t"]);
        (table.Code, table.Error).ShouldBe((2, "nascent: --backbone: found a table in t, expected images.\n"));
        await File.WriteAllTextAsync(Cli.PathOf("no.onnx"), "no network", TestContext.Current.CancellationToken);
        var text = await Cli.RunAsync(["search", "images", "--backbone", "no.onnx", .. Brief, "--run", "runs/t"]);
        text.Code.ShouldBe(2);
        text.Error.ShouldContain("found no ONNX model (10 bytes that do not parse)");
        Directory.Exists(Cli.PathOf("runs/t")).ShouldBeFalse();
        (await Cli.RunAsync("search", "images", "--backbone-input", "0..1", "--trials", "1")).Error.ShouldContain("--backbone-input: found '0..1' without --backbone");
    }
}
