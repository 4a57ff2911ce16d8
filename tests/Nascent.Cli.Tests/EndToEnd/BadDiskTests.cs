using Nascent.Jobs.Opening;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>Files that cannot be written end a run with one clear line, and nothing that was recorded is lost.</summary>
public sealed class BadDiskTests
{
    private static readonly string[] Search = ["search", "things.csv", "--label", "label", "--trials", "2", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1"];

    // Paths may have 4,095 bytes on Linux: the folder can be made, and the first file in it cannot.
    private const int LongestRoot = 4_084;

    [Fact]
    public async Task A_run_whose_files_cannot_be_written_is_not_begun_and_leaves_no_folder()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        var folder = cli.PathOf("runs");
        while (folder.Length < LongestRoot - 2)
            folder = Path.Combine(folder, new string('x', Math.Min(200, LongestRoot - folder.Length - 1)));
        var (code, _, error) = await cli.RunAsync([.. Search, "--run", folder]);
        code.ShouldBe(2);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("nascent: Run folder '");
        error.ShouldContain("cannot be written: ");
        error.ShouldContain("choose another folder with --run. Nothing was begun.");
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Theory]
    [InlineData(RunPaths.Model, "run/best.onnx: cannot write the model")]
    [InlineData(RunPaths.ModelRecord, "go on with 'nascent resume run'.")]
    public async Task A_file_that_cannot_be_written_at_the_end_keeps_the_run_and_resuming_finishes_it(string file, string message)
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        var inTheWay = cli.PathOf($"run/{file}");
        cli.Written = line =>
        {
            if (line.StartsWith("chosen", StringComparison.Ordinal))
                Directory.CreateDirectory(Path.Combine(inTheWay, "full"));
        };
        var (code, _, error) = await cli.RunAsync([.. Search, "--run", "run"]);
        code.ShouldBe(1);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("nascent: ");
        error.ShouldContain(message);
        var before = (await cli.RunAsync("show", "run", "--json")).Output;
        Json.Only(before)["trials"]!.AsArray().Count.ShouldBe(2);

        Directory.Delete(inTheWay, recursive: true);
        cli.Written = null;
        (await cli.RunAsync("resume", "run")).Code.ShouldBe(0);
        var after = Json.Only((await cli.RunAsync("show", "run", "--json")).Output);
        after["trials"]!.ToJsonString().ShouldBe(Json.Only(before)["trials"]!.ToJsonString());
        File.Exists(inTheWay).ShouldBeTrue();
    }

    [Fact]
    public async Task Limits_that_no_candidate_keeps_are_told_with_the_best_that_was_found()
    {
        using var cli = new Cli();
        MadeUpData.Table(cli.PathOf("things.csv"));
        var (code, _, error) = await cli.RunAsync([.. Search, "--strategy", "random", "--limit", "params<=1", "--limit", "macs<=100M", "--run", "run"]);
        code.ShouldBe(1);
        error.Trim().Split('\n').ShouldHaveSingleItem();
        error.ShouldMatch(@"no trial has a result that keeps the limits .* Found params of \d+ at least, expected params<=1\. Loosen the limits");
        error.ShouldNotContain("macs");
    }
}
