using Microsoft.Data.Sqlite;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A finished run that somebody changed, copied, renamed or took parts of.</summary>
[Trait("Category", "Slow")]
public sealed class ForeignRunTests : IAsyncLifetime
{
    private readonly Cli _cli = new();

    public static TheoryData<string> Escapes => ["/etc/passwd", "/dev/zero", "../../victim.txt", "artifacts/../../victim.txt"];

    public async ValueTask InitializeAsync()
    {
        MadeUpData.Table(_cli.PathOf("things.csv"));
        (await _cli.RunAsync("search", "things.csv", "--trials", "4", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--trust", "0", "--run", "run")).Code.ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Escapes))]
    public async Task A_run_that_names_files_outside_of_its_folder_is_refused_by_every_reader(string path)
    {
        var victim = _cli.PathOf("victim.txt");
        await File.WriteAllTextAsync(victim, "mine", TestContext.Current.CancellationToken);
        Edit("run", $"UPDATE events SET checksum = NULL, body = replace(body, '\"path\":\"artifacts/', '\"path\":\"{path}\",\"was\":\"')");
        foreach (var words in new[] { "resume run", "export run", "report run", "show run", "replay run", "trust run", "learn run", "compare run run", "search things.csv --trials 1 --strategy gp --warm-start run --run other" })
        {
            var (code, _, error) = await _cli.RunAsync(words.Split(' '));
            code.ShouldBe(2, words);
            error.Trim().Split('\n').ShouldHaveSingleItem(words).ShouldContain($"found the path '{path}', expected one that is relative to the run's folder and stays inside of it");
        }

        (await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken)).ShouldBe("mine");
        Directory.Exists(_cli.PathOf("other")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_with_links_is_refused_and_what_they_lead_to_is_left()
    {
        Directory.CreateDirectory(_cli.PathOf("elsewhere"));
        await File.WriteAllTextAsync(_cli.PathOf("elsewhere/a.checkpoint"), "mine", TestContext.Current.CancellationToken);
        if (Directory.Exists(_cli.PathOf("run/artifacts/checkpoints")))
            Directory.Delete(_cli.PathOf("run/artifacts/checkpoints"), recursive: true);
        Directory.CreateSymbolicLink(_cli.PathOf("run/artifacts/checkpoints"), _cli.PathOf("elsewhere"));
        foreach (var command in new[] { "resume", "trust", "export", "show" })
        {
            var (code, _, error) = await _cli.RunAsync(command, "run");
            (code, error.Trim().Split('\n').Length).ShouldBe((2, 1), command);
            error.ShouldContain("found the link 'artifacts/checkpoints'");
        }

        File.Exists(_cli.PathOf("elsewhere/a.checkpoint")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_copied_and_renamed_run_is_read_as_before_and_its_report_is_as_whole()
    {
        var before = (await _cli.RunAsync("show", "run", "--json")).Output.Replace(_cli.PathOf("run"), "", StringComparison.Ordinal);
        var size = new FileInfo(_cli.PathOf("run/report.html")).Length;
        Directory.Move(_cli.PathOf("run"), _cli.PathOf("renamed"));
        var shown = await _cli.RunAsync("show", "renamed", "--json");
        Json.Only(shown.Output)["trials"]!.ToJsonString().ShouldBe(Json.Only(before)["trials"]!.ToJsonString());
        foreach (var words in new[] { "report renamed", "export renamed", "learn renamed", "resume renamed", "compare renamed renamed" })
            (await _cli.RunAsync(words.Split(' '))).ShouldSatisfyAllConditions(result => result.Code.ShouldBe(0, words), result => result.Error.ShouldBeEmpty());
        new FileInfo(_cli.PathOf("renamed/report.html")).Length.ShouldBeGreaterThan(size * 9 / 10);

        Edit("renamed", "DELETE FROM events");
        var report = await File.ReadAllTextAsync(_cli.PathOf("renamed/report.html"), TestContext.Current.CancellationToken);
        (await _cli.RunAsync("report", "renamed")).ShouldBe((2, "", "nascent: Run 'renamed': nothing is recorded, so there is nothing to report.\n"));
        (await File.ReadAllTextAsync(_cli.PathOf("renamed/report.html"), TestContext.Current.CancellationToken)).ShouldBe(report);
    }

    [Fact]
    public async Task Lost_weights_are_trained_again_to_the_same_bits()
    {
        var before = (await File.ReadAllBytesAsync(_cli.PathOf("run/best.onnx"), TestContext.Current.CancellationToken)).Length;
        Directory.Delete(_cli.PathOf("run/artifacts"), recursive: true);
        File.Delete(_cli.PathOf("run/spec.json"));
        var lost = await _cli.RunAsync("export", "run");
        lost.Code.ShouldBe(2);
        lost.Error.ShouldContain($"'nascent resume {_cli.PathOf("run")}' trains them again");
        var (code, output, error) = await _cli.RunAsync("resume", "run");
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.ShouldContain("whose weights the run's folder has no longer");
        (await _cli.RunAsync("export", "run", "-o", "again.onnx")).Code.ShouldBe(0);
        (await File.ReadAllBytesAsync(_cli.PathOf("again.onnx"), TestContext.Current.CancellationToken)).Length.ShouldBe(before);
        File.Exists(_cli.PathOf("run/spec.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_is_moved_while_the_run_is_at_work_is_told_of_and_goes_on_where_it_is()
    {
        _cli.Written = line =>
        {
            if (line.StartsWith("trial    1", StringComparison.Ordinal))
                Directory.Move(_cli.PathOf("moving"), _cli.PathOf("moved"));
        };
        var (code, _, error) = await _cli.RunAsync("search", "things.csv", "--trials", "4", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--trust", "0", "--run", "moving");
        code.ShouldBe(1);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("was moved, renamed or deleted while the run was at work");
        _cli.Written = null;
        (await _cli.RunAsync("resume", "moved")).Code.ShouldBe(0);
        Json.Only((await _cli.RunAsync("show", "moved", "--json")).Output)["trials"]!.AsArray().Count.ShouldBe(4);
    }

    private void Edit(string run, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_cli.PathOf($"{run}/journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own words
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }
}
