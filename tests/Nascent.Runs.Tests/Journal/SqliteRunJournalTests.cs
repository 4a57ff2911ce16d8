using Microsoft.Data.Sqlite;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Runs.Journal;
using Nascent.Tasks;
using Nascent.Testing.Journal;
using Nascent.Testing.Search;

namespace Nascent.Runs.Tests.Journal;

public sealed class SqliteRunJournalTests : RunJournalContract
{
    private static readonly RunId Run = new("a");
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteRunJournal _journal;

    public SqliteRunJournalTests() => _journal = SqliteRunJournal.Open(Path, TimeProvider.System);

    protected override IRunJournal Journal => _journal;

    private string Path => _folder["journal.db"];

    [Fact]
    public async Task What_was_appended_is_there_after_closing_and_opening()
    {
        await _journal.AppendAsync(Run, 0, [Event(0)], Token);
        _journal.Dispose();
        using var again = SqliteRunJournal.Open(Path, TimeProvider.System);
        (await RunState.ReadAsync(again, Run, Token)).Trials.Count.ShouldBe(1);
        (await again.AppendAsync(Run, 1, [Event(1)], Token)).ShouldBe(2);
    }

    [Fact]
    public async Task A_reader_sees_what_was_appended_while_the_writer_goes_on()
    {
        using var reader = SqliteRunJournal.OpenToRead(Path);
        for (var number = 0; number < 3; number++)
        {
            await _journal.AppendAsync(Run, number, [Event(number)], Token);
            (await RunState.ReadAsync(reader, Run, Token)).Trials.Count.ShouldBe(number + 1);
        }
    }

    [Fact]
    public async Task A_reader_does_not_write()
    {
        using var reader = SqliteRunJournal.OpenToRead(Path);
        (await Should.ThrowAsync<NascentException>(async () => await reader.AppendAsync(Run, 0, [Event(0)], Token))).Message.ShouldContain("opened to be read");
    }

    [Fact]
    public void A_second_writer_is_told_who_the_first_one_is() => Should.Throw<NascentException>(() => SqliteRunJournal.Open(Path, TimeProvider.System)).Message
        .ShouldBe($"Run folder '{_folder.Root}': process {Environment.ProcessId} writes to this run. Wait for it or end it, then try again.");

    [Fact]
    public async Task On_a_full_disk_an_append_fails_and_what_was_recorded_stays()
    {
        var path = _folder["small.db"];
        var written = 0;
        using (var small = SqliteRunJournal.Open(path, TimeProvider.System, new SqliteJournalOptions { MaximumBytes = 64 << 10 }))
        {
            var failure = await Should.ThrowAsync<NascentException>(async () =>
            {
                while (true)
                    await small.AppendAsync(Run, written, [Event(written++)], Token);
            });
            failure.Message.ShouldBe($"Journal '{path}': the disk is full. Free some space, then resume the run: everything recorded so far is intact.");
        }

        using var again = SqliteRunJournal.Open(path, TimeProvider.System);
        (await RunState.ReadAsync(again, Run, Token)).Trials.Count.ShouldBe(written - 1);
        (await again.AppendAsync(Run, written - 1, [Event(written - 1)], Token)).ShouldBe(written);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named() => Should.Throw<NascentException>(() => SqliteRunJournal.Open("/proc/nascent/journal.db", TimeProvider.System))
        .Message.ShouldStartWith("Run folder '/proc/nascent' cannot be written: ");

    [Fact]
    public void A_missing_journal_is_named() => Should.Throw<NascentException>(() => SqliteRunJournal.OpenToRead(_folder["none.db"])).Message
        .ShouldBe($"Journal '{_folder["none.db"]}': found no file, expected the journal of a run.");

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(_folder["text.db"], new string('x', 5000), Token);
        Should.Throw<NascentException>(() => SqliteRunJournal.OpenToRead(_folder["text.db"])).Message.ShouldContain("expected the journal of a run");
        Should.Throw<NascentException>(() => SqliteRunJournal.Open(_folder["text.db"], TimeProvider.System)).Message.ShouldContain("expected the journal of a run");
    }

    [Fact]
    public void Another_programs_database_is_refused_and_left_alone()
    {
        Execute(_folder["other.db"], "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
        Should.Throw<NascentException>(() => SqliteRunJournal.Open(_folder["other.db"], TimeProvider.System)).Message
            .ShouldBe($"Journal '{_folder["other.db"]}': found another program's database, expected the journal of a run.");
    }

    [Fact]
    public void A_newer_layout_is_refused()
    {
        _journal.Dispose();
        Execute(Path, "PRAGMA user_version=9");
        Should.Throw<NascentException>(() => SqliteRunJournal.Open(Path, TimeProvider.System)).Message
            .ShouldBe($"Journal '{Path}': found layout 9, expected at most 2; use the newer version of Nascent that wrote it.");
    }

    [Fact]
    public async Task A_missing_event_is_noticed()
    {
        await _journal.AppendAsync(Run, 0, [Event(0), Event(1), Event(2)], Token);
        Execute(Path, "DELETE FROM events WHERE sequence=1");
        (await Should.ThrowAsync<NascentException>(async () => await RunState.ReadAsync(_journal, Run, Token))).Message
            .ShouldBe($"Journal '{Path}': found event 2 of run 'a', expected event 1; the journal is damaged.");
    }

    [Fact]
    public async Task A_newer_event_is_refused()
    {
        await _journal.AppendAsync(Run, 0, [Event(0)], Token);
        Execute(Path, "UPDATE events SET schema=99");
        (await Should.ThrowAsync<NascentException>(async () => await RunState.ReadAsync(_journal, Run, Token))).Message.ShouldContain("found an event of form 99");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RunEvent Event(int number) =>
        new RunEvent.TrialRejected(number, Genotype.Parse("a=1"), FakeRuns.Spec().Fidelity, Metrics.None, "params<=1", new string('x', 500));

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own words
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
