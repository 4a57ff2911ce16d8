using Nascent.Cli.Hosting;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A search that begins from what an earlier one measured.</summary>
[Trait("Category", "Slow")]
public sealed class WarmStartTests
{
    private static readonly string[] Search = ["search", "things.csv", "--trials", "6", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--limit", "params<=5k"];

    [Fact]
    public async Task A_run_begins_from_an_earlier_one_and_resumes_without_it()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        (await cli.RunAsync([.. Search, "--run", "runs/early"])).Code.ShouldBe(0);
        var learned = await cli.RunAsync("learn", "early", "--predictor", "mlp", "-o", "saved/early.json", "--json");
        learned.Error.ShouldBeEmpty();
        var line = Json.Only(learned.Output);
        (line["predictor"]!.GetValue<string>(), line["metric"]!.GetValue<string>()).ShouldBe(("mlp", "accuracy"));
        line["networks"]!.GetValue<int>().ShouldBeInRange(2, 6);

        var whole = await cli.RunAsync([.. Search, "--seed", "9", "--warm-start", "early", "--run", "whole"]);
        whole.Error.ShouldBeEmpty();
        whole.Code.ShouldBe(0);
        whole.Output.ShouldContain("Warm start: a predictor (gp) of accuracy, from");
        var trials = await Trials(cli, "whole");
        trials.ShouldContain("\"prior\":");
        trials.ShouldNotBe(await Trials(cli, "runs/early"));

        using var interruption = cli.Interruption;
        cli.Written = text =>
        {
            if (text.StartsWith("trial    1", StringComparison.Ordinal))
                interruption.Ask();
        };
        (await cli.RunAsync([.. Search, "--seed", "9", "--warm-start", "early", "--run", "broken"])).Code.ShouldBe(130);
        (cli.Interruption, cli.Written) = (new Interruption(), null);
        Directory.Delete(cli.PathOf("runs/early"), recursive: true);
        (await cli.RunAsync("resume", "broken")).Code.ShouldBe(0);
        (await Trials(cli, "broken")).ShouldBe(trials);

        var fromFile = await cli.RunAsync([.. Search, "--strategy", "gp", "--warm-start", "saved/early.json", "--run", "file"]);
        fromFile.Error.ShouldBeEmpty();
        fromFile.Output.ShouldContain("Warm start: a predictor (mlp) of accuracy, from");
        (await Trials(cli, "file")).ShouldContain("\"prior\":");
    }

    [Fact]
    public async Task What_cannot_be_begun_from_is_refused_before_anything_is_made()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        File.WriteAllText(cli.PathOf("damaged.json"), "{\"format\":");
        (await Refusal("--warm-start", "damaged.json")).ShouldContain("damaged.json: found no predictor that can be read");
        (await Refusal("--warm-start", "nothing")).ShouldContain("Unknown run 'nothing'");
        (await Refusal("--warm-start", "damaged.json", "--strategy", "random")).ShouldContain("--warm-start: found beside the strategy 'random', which reads no known scores, expected one that does: gp, bananas, auto.");
        (await Refusal("--warm-start", "damaged.json", "--strategy-option", "known=0")).ShouldContain("--warm-start: found beside --strategy-option known=0");
        Directory.Exists(cli.PathOf("run")).ShouldBeFalse();

        async Task<string> Refusal(params string[] more)
        {
            var (code, _, error) = await cli.RunAsync([.. Search, .. more, "--run", "run"]);
            code.ShouldBe(2);
            return error;
        }
    }

    private static async Task<string> Trials(Cli cli, string run) => string.Join('\n', Json.Only((await cli.RunAsync("show", run, "--json")).Output)["trials"]!.AsArray()
        .Select(trial => $"{trial!["number"]} {trial["genotype"]} {trial["state"]} {trial["metrics"]!.ToJsonString()}"));
}
