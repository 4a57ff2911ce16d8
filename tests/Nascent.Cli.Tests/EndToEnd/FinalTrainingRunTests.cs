using System.Text;
using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A run with a time, whose chosen network is trained once more.</summary>
[Trait("Category", "Slow")]
public sealed class FinalTrainingRunTests
{
    [Fact]
    public async Task The_last_training_is_deployed_replayed_to_the_same_bits_and_exported_again()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        var (code, output, error) = await cli.RunAsync("search", "images", "--budget", "90s", "--workers", "2", "--run", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("The chosen network has the rest: it is trained once more");
        output.ShouldMatch("Then the chosen (network|model) was trained once more, alone:"); // on a busy machine a baseline may be chosen
        var shown = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);

        // Few images: the start is measured, and each image is left out once.
        output.ShouldMatch("Note: Networks begin with (random weights|weights from 50,000 small photographs)");
        shown["spec"]!["retrain"]!["folds"]!.GetValue<int>().ShouldBe(5);
        shown["retrained"]!.AsArray().Concat(shown["baselines"]!.AsArray()).GroupBy(training => training!["candidate"]!.GetValue<string>()).ShouldAllBe(folds => folds.Count() == 5);

        var final = shown["final"]!;
        final["epochs"]!.GetValue<double>().ShouldBeInRange(1, 120);
        final["fidelity"]!.GetValue<string>().ShouldContain("parts=2");

        // The file and its record tell of the last training, and give no score of other weights as theirs.
        var provenance = JsonNode.Parse(File.ReadAllText(cli.PathOf("run/best.json")))!["provenance"]!;
        (provenance["seed"], provenance["final"]!["candidate"]!.GetValue<string>()).ShouldBe((null, final["candidate"]!.GetValue<string>()));
        var file = Encoding.UTF8.GetString(File.ReadAllBytes(cli.PathOf("run/best.onnx")));
        file.ShouldContain("on the validation samples too");
        file.ShouldNotContain("accuracy.test");

        var replay = Json.Lines((await cli.RunAsync("replay", "run", "--json")).Output)[^1];
        replay["differences"]!.AsArray().ShouldBeEmpty();
        (await cli.RunAsync("export", "run", "-o", "again.onnx")).Code.ShouldBe(0);
        File.ReadAllBytes(cli.PathOf("again.onnx")).ShouldBe(File.ReadAllBytes(cli.PathOf("run/best.onnx")));
        var other = final["candidate"]!.GetValue<string>().EndsWith("lenet-5", StringComparison.Ordinal) ? "mobilenet-small" : "lenet-5";
        (await cli.RunAsync("export", "run", "--candidate", other, "-o", "other.onnx")).Code.ShouldBe(0);
        File.ReadAllBytes(cli.PathOf("other.onnx")).ShouldNotBe(File.ReadAllBytes(cli.PathOf("run/best.onnx")));
    }

    [Fact]
    public async Task A_run_that_is_interrupted_in_the_last_training_goes_on_with_it()
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"));
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (line.StartsWith("chosen:", StringComparison.Ordinal))
                interruption.Ask();
        };
        (await cli.RunAsync("search", "images", "--budget", "90s", "--workers", "2", "--run", "run")).Code.ShouldBe(130);
        Json.Only((await cli.RunAsync("show", "run", "--json")).Output)["final"].ShouldBeNull();
        (cli.Interruption, cli.Written) = (new Interruption(), null);
        (await cli.RunAsync("resume", "run")).Code.ShouldBe(0);
        Json.Only((await cli.RunAsync("show", "run", "--json")).Output)["final"].ShouldNotBeNull();
        Json.Lines((await cli.RunAsync("replay", "run", "--json")).Output)[^1]["differences"]!.AsArray().ShouldBeEmpty();
    }
}
