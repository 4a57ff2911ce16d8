using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>Whole runs through worker processes in which raised trials go on from checkpoints.</summary>
[Trait("Category", "Slow")]
public sealed class ContinuedTrialsTests
{
    private static readonly string[] Retraining = ["--retrain-epochs", "3", "--retrain-seeds", "1", "--retrain-candidates", "1", "--workers", "2"];

    [Theory]
    [InlineData("images")]
    [InlineData("table")]
    public async Task A_raised_trial_is_the_trial_that_was_never_paused(string kind)
    {
        using var cli = new Cli();
        var (code, output, error) = await cli.RunAsync([.. Search(cli, kind), "--strategy", "successive-halving", "--trials", "13", "--run", "rungs"]);
        code.ShouldBe(0, error);
        output.ShouldNotContain("Trained from the start");
        Directory.GetFiles(cli.PathOf("rungs/artifacts/checkpoints")).ShouldBeEmpty();

        // With one rung the same networks are drawn, and each is trained in full at once.
        (await cli.RunAsync([.. Search(cli, kind, smallest: "1"), "--strategy", "asha", "--trials", "9", "--run", "whole"])).Code.ShouldBe(0);
        var whole = (await Trials(cli, "whole")).Where(trial => Is(trial, "succeeded")).ToDictionary(trial => trial["genotype"]!.GetValue<string>());
        var rungs = await Trials(cli, "rungs");
        var top = rungs.Where(trial => Is(trial, "succeeded") && !trial["fidelity"]!.GetValue<string>().Contains("horizon")).ToArray();
        top.ShouldNotBeEmpty();
        foreach (var trial in top)
        {
            var paused = rungs[trial["continueFrom"]!.GetValue<int>()];
            paused["continueFrom"].ShouldNotBeNull("the top rung is the third");
            paused["genotype"]!.GetValue<string>().ShouldBe(trial["genotype"]!.GetValue<string>());
            trial["metrics"]!.ToJsonString().ShouldBe(whole[trial["genotype"]!.GetValue<string>()]["metrics"]!.ToJsonString());
        }

        // Executed again, none of them goes on from a checkpoint.
        var replayed = await cli.RunAsync("replay", "rungs", "--json");
        replayed.Code.ShouldBe(0, replayed.Output);
        replayed.Output.ShouldContain("\"recordedCpuSeconds\":");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Checkpoints_that_are_gone_or_damaged_change_nothing_but_are_told_of(bool damaged)
    {
        using var cli = new Cli();
        string[] search = [.. Search(cli, "table"), "--strategy", "asha", "--trials", "16"];
        using var interruption = cli.Interruption;
        cli.Written = line =>
        {
            if (line.StartsWith("trial    5", StringComparison.Ordinal))
                interruption.Ask();
        };
        (await cli.RunAsync([.. search, "--run", "broken"])).Code.ShouldBe(130);
        var files = Directory.GetFiles(cli.PathOf("broken/artifacts/checkpoints"));
        files.ShouldNotBeEmpty();
        foreach (var file in files)
            if (damaged)
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);
            else
                File.Delete(file);

        (cli.Interruption, cli.Written) = (new Interruption(), null);
        var (code, output, error) = await cli.RunAsync("resume", "broken");
        code.ShouldBe(0, error);
        var expected = damaged ? "is damaged or cut short: its checksum does not fit." : "is not there.";
        output.ShouldContain("Trained from the start: the checkpoint artifacts/checkpoints/");
        var notes = (await Trials(cli, "broken")).Select(trial => trial["note"]?.GetValue<string>()).OfType<string>().ToArray();
        notes.ShouldNotBeEmpty();
        notes.ShouldAllBe(note => note.EndsWith(expected));
        (await cli.RunAsync("show", "broken")).Output.ReplaceLineEndings(" ").ShouldContain("Trained from the start");

        (await cli.RunAsync([.. search, "--run", "whole"])).Code.ShouldBe(0);
        (await Trials(cli, "broken")).Select(Outcome).ShouldBe((await Trials(cli, "whole")).Select(Outcome));

        static string Outcome(JsonNode trial) => $"{trial["number"]} {trial["genotype"]} {trial["fidelity"]} {trial["state"]} {trial["continueFrom"]} {trial["metrics"]!.ToJsonString()}";
    }

    private static string[] Search(Cli cli, string kind, string smallest = "0.1")
    {
        if (kind == "images")
        {
            MadeUpData.Images(cli.PathOf("images"), perClass: 100);
            return ["search", "images", "--epochs", "3", "--data-share", "1", "--limit", "params<=60k", .. Retraining, "--strategy-option", $"smallest={smallest}"];
        }

        MadeUpData.Table(cli.PathOf("things.csv"), rows: 600);
        return ["search", "things.csv", "--label", "label", "--epochs", "9", .. Retraining, "--strategy-option", $"smallest={smallest}"];
    }

    private static bool Is(JsonNode trial, string state) => trial["state"]!.GetValue<string>() == state;

    private static async Task<JsonNode[]> Trials(Cli cli, string run) =>
        [.. Json.Only((await cli.RunAsync("show", run, "--json")).Output)["trials"]!.AsArray().Select(trial => trial!)];
}
