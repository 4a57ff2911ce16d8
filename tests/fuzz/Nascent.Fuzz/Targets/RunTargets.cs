using System.Text;
using Microsoft.Data.Sqlite;
using Nascent.Journal;
using Nascent.Runs;
using Nascent.Testing.Search;

namespace Nascent.Fuzz.Targets;

/// <summary>Folders of runs: the journal as a file, the events in it, the specification.</summary>
internal static class RunTargets
{
    public static async Task<FuzzTarget> JournalAsync(string folder)
    {
        var run = await RunAsync(folder);
        return new([await File.ReadAllBytesAsync(run.JournalPath)], (bytes, _) => ReadAsync(run, bytes));
    }

    /// <summary>The bodies of the events, one a line, without the checksums that would have them refused.</summary>
    public static async Task<FuzzTarget> EventsAsync(string folder)
    {
        var run = await RunAsync(folder);
        var whole = await File.ReadAllBytesAsync(run.JournalPath);
        var bodies = new List<string>();
        Execute(run, "SELECT body FROM events ORDER BY sequence", reader => bodies.Add(reader.GetString(0)));
        return new([Lines(bodies), Lines(bodies.Take(5))], async (bytes, _) =>
        {
            Write(run, whole);
            Put(run, Encoding.UTF8.GetString(bytes).Split('\n'));
            await run.ReadStateAsync(default);
        });
    }

    public static FuzzTarget Spec(string folder)
    {
        var run = RunFolder.Create(folder, "run");
        run.WriteSpec(SampleRun.Spec, SampleRun.Manifest);
        var first = File.ReadAllBytes(run.SpecPath);
        run.WriteSpec(FakeRuns.Spec(), FakeRuns.Manifest);
        return FuzzTarget.Of([first, File.ReadAllBytes(run.SpecPath)], (bytes, _) =>
        {
            File.WriteAllBytes(run.SpecPath, bytes);
            RunFolder.ReadSpec(run.Root);
        });
    }

    private static byte[] Lines(IEnumerable<string> bodies) => Encoding.UTF8.GetBytes(string.Join('\n', bodies));

    private static async ValueTask ReadAsync(RunFolder run, byte[] journal)
    {
        Write(run, journal);
        await run.ReadStateAsync(default);
    }

    private static void Write(RunFolder run, byte[] journal)
    {
        foreach (var old in Directory.GetFiles(run.Root, "journal.db?*"))
            File.Delete(old);
        File.WriteAllBytes(run.JournalPath, journal);
    }

    private static async Task<RunFolder> RunAsync(string root)
    {
        var run = RunFolder.Create(root, "run");
        using (var journal = run.OpenJournal(TimeProvider.System))
        {
            using var recorder = await RunRecorder.OpenAsync(journal, run.IdIn(journal), TimeProvider.System, default);
            await recorder.AppendAsync([.. SampleRun.Events()], default);
        }

        SqliteConnection.ClearAllPools();
        Execute(run, "PRAGMA wal_checkpoint(TRUNCATE)", _ => { });
        return run;
    }

    private static void Put(RunFolder run, string[] bodies)
    {
        using var connection = Connect(run);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = OFF; BEGIN; DELETE FROM events WHERE sequence >= (SELECT min(sequence) FROM events) + $count; UPDATE events SET checksum = NULL";
        command.Parameters.AddWithValue("$count", bodies.Length);
        command.ExecuteNonQuery();
        command.CommandText = "UPDATE events SET body = $body WHERE sequence = (SELECT min(sequence) FROM events) + $row";
        for (var row = 0; row < bodies.Length; row++)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$body", bodies[row]);
            command.Parameters.AddWithValue("$row", row);
            command.ExecuteNonQuery();
        }

        command.CommandText = "COMMIT";
        command.ExecuteNonQuery();
    }

    private static void Execute(RunFolder run, string sql, Action<SqliteDataReader> row)
    {
        using var connection = Connect(run);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the program's own words
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
            row(reader);
    }

    private static SqliteConnection Connect(RunFolder run)
    {
        var connection = new SqliteConnection($"Data Source={run.JournalPath};Pooling=False");
        connection.Open();
        return connection;
    }
}
