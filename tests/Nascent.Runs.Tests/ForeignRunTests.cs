using Microsoft.Data.Sqlite;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Runs.Checkpoints;
using Nascent.Tasks;
using Nascent.Testing.Search;

namespace Nascent.Runs.Tests;

/// <summary>Runs that somebody else made, changed, copied or moved.</summary>
public sealed class ForeignRunTests : IDisposable
{
    private const string Weights = "artifacts/0011.safetensors";

    private readonly TemporaryFolder _root = new();

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../victim")]
    [InlineData("artifacts/../../victim")]
    public async Task A_journal_that_names_a_file_outside_of_the_folder_is_refused(string path)
    {
        var folder = await RunAsync("run");
        Edit(folder, $"UPDATE events SET checksum = NULL, body = replace(body, '{Weights}', '{path}')");
        (await ErrorAsync(folder)).ShouldMatch("^Journal '.*', event 2: found the path '.*', expected one that is relative to the run's folder and stays inside of it");
    }

    [Theory]
    [InlineData("\"number\":0,\"evaluation\"", "\"number\":7,\"evaluation\"", "found trial 7, expected one of the 1 that were proposed")]
    [InlineData("\"kind\":\"trial-proposed\"", "\"kind\":\"trial-proposed\",\"continueFrom\":99999", "found trial 99999")]
    [InlineData("\"kind\":\"trial-proposed\",", "", "expected an event that this version knows")]
    [InlineData("\"artifacts\":[", "\"artifacts\":null,\"more\":[", "expected an event that this version knows")]
    [InlineData("\"evaluation\":{", "\"other\":{", "expected an event that this version knows")]
    [InlineData("\"count\":2", "\"count\":2000000000", "found 2000000000 for the workers of the run, expected 1 to 1024")]
    public async Task A_journal_whose_events_cannot_be_is_refused(string old, string changed, string message)
    {
        var folder = await RunAsync("run");
        Edit(folder, $"UPDATE events SET checksum = NULL, body = replace(body, '{old}', '{changed}')");
        (await ErrorAsync(folder)).ShouldContain(message);
    }

    [Fact]
    public async Task A_changed_number_is_refused_by_its_checksum_and_an_event_without_one_is_read()
    {
        var folder = await RunAsync("run");
        Edit(folder, "UPDATE events SET body = replace(body, '0.875', '0.975')");
        (await ErrorAsync(folder)).ShouldContain("found event 2 of run 'run' with another checksum than it was written with");
        Edit(folder, "UPDATE events SET checksum = NULL");
        (await folder.ReadStateAsync(Token)).Trials[0].Metrics["accuracy"].ShouldBe(0.975);
    }

    [Fact]
    public async Task A_journal_of_before_there_were_checksums_is_read_and_written_on()
    {
        var folder = await RunAsync("run");
        Edit(folder, "ALTER TABLE events DROP COLUMN checksum; PRAGMA user_version = 1");
        (await folder.ReadStateAsync(Token)).Trials.Count.ShouldBe(1);
        using var journal = folder.OpenJournal(TimeProvider.System);
        using var recorder = await RunRecorder.OpenAsync(journal, folder.IdIn(journal), TimeProvider.System, Token);
        (await recorder.AppendAsync(new RunEvent.SearchEnded("trials"), Token)).SearchEndReason.ShouldBe("trials");
        (await folder.ReadStateAsync(Token)).Sequence.ShouldBe(4);
    }

    [Fact]
    public async Task A_link_in_a_run_is_refused_before_anything_is_opened()
    {
        var folder = await RunAsync("run");
        Directory.CreateDirectory(_root["elsewhere"]);
        await File.WriteAllTextAsync(_root["elsewhere/a.checkpoint"], "mine", Token);
        Directory.CreateSymbolicLink(folder.Path("artifacts/checkpoints"), _root["elsewhere"]);
        Should.Throw<NascentException>(() => RunFolder.Open(folder.Root)).Message.ShouldContain("found the link 'artifacts/checkpoints'");
        (await ErrorAsync(folder)).ShouldContain("found the link");
        File.Exists(_root["elsewhere/a.checkpoint"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_checkpoints_are_ever_deleted()
    {
        var folder = await RunAsync("run");
        await File.WriteAllTextAsync(folder.Path("best.onnx"), "mine", Token);
        var state = await folder.ReadStateAsync(Token);
        var named = state.Trials[0] with { Artifacts = [new(ArtifactRef.Checkpoint, "best.onnx", "00")] };
        var next = new Trials.Trial(1, named.Genotype, named.Fidelity, Trials.TrialState.Failed) { ContinueFrom = 0 };
        _ = new CheckpointRetention(folder, state with { Trials = [named, next] }, limitBytes: 0);
        File.Exists(folder.Path("best.onnx")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_copied_or_renamed_folder_is_the_same_run_and_copies_go_on_by_themselves()
    {
        var folder = await RunAsync("run");
        Directory.CreateDirectory(_root["copy"]);
        File.Copy(folder.JournalPath, _root["copy/journal.db"]);
        Directory.Move(folder.Root, _root["renamed"]);
        foreach (var (name, reason) in new[] { ("copy", "trials"), ("renamed", "time") })
        {
            var moved = RunFolder.Open(_root[name]);
            (await moved.ReadStateAsync(Token)).Trials.Count.ShouldBe(1);
            using var journal = moved.OpenJournal(TimeProvider.System);
            using var recorder = await RunRecorder.OpenAsync(journal, moved.IdIn(journal), TimeProvider.System, Token);
            await recorder.AppendAsync(new RunEvent.SearchEnded(reason), Token);
        }

        (await RunFolder.Open(_root["copy"]).ReadStateAsync(Token)).SearchEndReason.ShouldBe("trials");
        (await RunFolder.Open(_root["renamed"]).ReadStateAsync(Token)).SearchEndReason.ShouldBe("time");
    }

    [Fact]
    public async Task A_folder_that_is_renamed_while_the_run_writes_is_told_of()
    {
        var folder = await RunAsync("run");
        using var journal = folder.OpenJournal(TimeProvider.System);
        using var recorder = await RunRecorder.OpenAsync(journal, folder.IdIn(journal), TimeProvider.System, Token);
        Directory.Move(folder.Root, _root["renamed"]);
        (await Should.ThrowAsync<NascentException>(async () => await recorder.AppendAsync(new RunEvent.SearchEnded("trials"), Token))).Message.ShouldContain("was moved, renamed or deleted");
        Directory.Move(_root["renamed"], folder.Root);
        (await recorder.AppendAsync(new RunEvent.SearchEnded("trials"), Token)).Sequence.ShouldBe(4);
    }

    [Fact]
    public async Task An_empty_journal_and_one_that_is_a_device_are_named()
    {
        var folder = await RunAsync("run");
        await File.WriteAllBytesAsync(folder.JournalPath, [], Token);
        (await ErrorAsync(folder)).ShouldEndWith("found an empty file, expected the journal of a run: nothing is recorded in it.");
    }

    [Fact]
    public async Task A_specification_that_is_missing_or_another_is_written_again()
    {
        var folder = await RunAsync("run");
        var spec = (await folder.ReadStateAsync(Token)).Spec!;
        foreach (var text in new[] { null, "garbage", "{}" })
        {
            File.Delete(folder.SpecPath);
            if (text is not null)
                await File.WriteAllTextAsync(folder.SpecPath, text, Token);
            folder.RestoreSpec(spec);
            RunFolder.ReadSpec(folder.Root).Name.ShouldBe(spec.Name);
        }
    }

    public void Dispose() => _root.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<string> ErrorAsync(RunFolder folder) => (await Should.ThrowAsync<NascentException>(async () => await folder.ReadStateAsync(Token))).Message;

    private async Task<RunFolder> RunAsync(string name)
    {
        var folder = RunFolder.Create(_root.Root, name);
        using var journal = folder.OpenJournal(TimeProvider.System);
        using var recorder = await RunRecorder.OpenAsync(journal, folder.IdIn(journal), TimeProvider.System, Token);
        await recorder.AppendAsync(
            [
                new RunEvent.RunStarted(FakeRuns.Spec(), FakeRuns.Manifest),
                new RunEvent.TrialProposed(0, Genotype.Parse("a=1"), FakeRuns.Spec().Fidelity, new("0"), Metrics.None, 1, null),
                new RunEvent.TrialSucceeded(0, new(Metrics.None.With("accuracy", 0.875), Cost.None, [], [new(ArtifactRef.Weights, Weights, "00")])),
            ],
            Token);
        return folder;
    }

    private static void Edit(RunFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.JournalPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own words
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
