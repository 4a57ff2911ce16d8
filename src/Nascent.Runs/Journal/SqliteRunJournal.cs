using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Nascent.Files;
using Nascent.Journal;
using Nascent.Journal.Json;

namespace Nascent.Runs.Journal;

/// <summary>A journal in one SQLite file: one row an event, its number the key.</summary>
/// <remarks>
/// Write-ahead log with <c>synchronous=FULL</c>: an append that returned survives <c>kill -9</c> and a power cut, at one fsync each, which
/// beside a training is nothing. One process writes, which holds a lock on <c>FILE.lock</c> for as long as it does; any number read meanwhile.
/// Safe for use by several threads.
/// </remarks>
public sealed class SqliteRunJournal : IRunJournal, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _path;
    private readonly WriterLock? _lock;
    private readonly SqliteConnection? _writer;

    private SqliteRunJournal(string path, WriterLock? writerLock, SqliteConnection? writer)
    {
        _path = path;
        _lock = writerLock;
        _writer = writer;
    }

    /// <summary>Opens a journal for reading and writing, and makes it where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock by which a lock that is just being given up is waited for.</param>
    /// <param name="options">How it is kept.</param>
    /// <exception cref="NascentException">Another process writes to it; it cannot be written; or it is no journal of this or an earlier version.</exception>
    public static SqliteRunJournal Open(string path, TimeProvider time, SqliteJournalOptions? options = null)
    {
        if (File.Exists(path))
            RegularFile.Require(path, "the journal of a run");
        var writerLock = WriterLock.Take(path + ".lock", time);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteJournalFile.Connect(path, SqliteOpenMode.ReadWriteCreate);
            SqliteJournalFile.Prepare(connection, path, options ?? new SqliteJournalOptions());
            return new SqliteRunJournal(path, writerLock, connection);
        }
        catch (SqliteException failure)
        {
            connection?.Dispose();
            writerLock.Dispose();
            throw SqliteJournalFile.Explain(failure, path);
        }
        catch
        {
            connection?.Dispose();
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens a journal for reading alone, also while a run writes to it, and also in a folder that cannot be written.</summary>
    /// <exception cref="NascentException">There is none, or it is no journal of this or an earlier version.</exception>
    public static SqliteRunJournal OpenToRead(string path)
    {
        if (!File.Exists(path))
            throw new NascentException($"Journal '{path}': found no file, expected the journal of a run.");
        try
        {
            RegularFile.Require(path, "the journal of a run");
            using var connection = SqliteJournalFile.ConnectToRead(path);
            if (SqliteJournalFile.CheckLayout(connection, path) == 0)
                throw new NascentException($"Journal '{path}': found an empty file, expected the journal of a run: nothing is recorded in it.");
        }
        catch (SqliteException failure)
        {
            throw SqliteJournalFile.Explain(failure, path);
        }

        return new SqliteRunJournal(path, null, null);
    }

    /// <summary>The runs that it holds, by name: one, or none where nothing is recorded yet.</summary>
    /// <exception cref="NascentException">It cannot be read.</exception>
    public ImmutableArray<RunId> Runs()
    {
        try
        {
            using var connection = SqliteJournalFile.ConnectToRead(_path);
            using var select = connection.CreateCommand();
            select.CommandText = "SELECT DISTINCT run FROM events ORDER BY run";
            using var rows = select.ExecuteReader();
            var runs = ImmutableArray.CreateBuilder<RunId>();
            while (rows.Read())
                runs.Add(rows.IsDBNull(0) ? throw new NascentException($"Journal '{_path}': found an event of no run, expected each to name its run; the journal is damaged. Take it from a copy.") : new(rows.GetString(0)));
            return runs.ToImmutable();
        }
        catch (SqliteException failure)
        {
            throw SqliteJournalFile.Explain(failure, _path);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NascentException">Another writer's events are there, the disk is full, or the file cannot be written; the journal is as it was before.</exception>
    public async ValueTask<long> AppendAsync(RunId run, long expectedSequence, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        if (_writer is null)
            throw new NascentException($"Journal '{_path}': opened to be read, expected it to be opened for writing.");
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!File.Exists(_path))
                throw new NascentException($"Journal '{_path}': the file is no longer there; the run's folder was moved, renamed or deleted while the run was at work. Where it is now, it goes on with 'nascent resume FOLDER'.");
            return Append(_writer, run, expectedSequence, events);
        }
        catch (SqliteException failure)
        {
            throw SqliteJournalFile.Explain(failure, _path);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> ReadAsync(RunId run, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sequence = from;
        foreach (var (body, schema) in ReadRows(run, from, cancellationToken))
            yield return Read(body, schema, sequence++);
        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _lock?.Dispose();
        _gate.Dispose();
    }

    private static long Append(SqliteConnection connection, RunId run, long expectedSequence, IReadOnlyList<RunEvent> events)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT COALESCE(MAX(sequence) + 1, 0) FROM events WHERE run = $run";
        count.Parameters.AddWithValue("$run", run.Text);
        var found = (long)count.ExecuteScalar()!;
        if (found != expectedSequence)
            throw new SequenceConflictException(run, found, expectedSequence);

        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO events (run, sequence, schema, body, checksum) VALUES ($run, $sequence, $schema, $body, $checksum)";
        insert.Parameters.AddWithValue("$run", run.Text);
        insert.Parameters.AddWithValue("$schema", RunEvent.SchemaVersion);
        var sequence = insert.Parameters.Add("$sequence", SqliteType.Integer);
        var body = insert.Parameters.Add("$body", SqliteType.Text);
        var checksum = insert.Parameters.Add("$checksum", SqliteType.Text);
        for (var i = 0; i < events.Count; i++)
        {
            sequence.Value = expectedSequence + i;
            var text = JournalJson.Write(events[i]);
            (body.Value, checksum.Value) = (text, ChecksumOf(expectedSequence + i, text));
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return expectedSequence + events.Count;
    }

    private RunEvent Read(string body, int schema, long sequence)
    {
        try
        {
            return JournalJson.Read(body, schema);
        }
        catch (NascentException failure)
        {
            const string Prefix = "Journal: ";
            throw new NascentException($"Journal '{_path}', event {sequence}: {(failure.Message.StartsWith(Prefix, StringComparison.Ordinal) ? failure.Message[Prefix.Length..] : failure.Message)}", failure);
        }
    }

    private static string ChecksumOf(long sequence, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sequence} {body}"))))[..32];

    private List<(string Body, int Schema)> ReadRows(RunId run, long from, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = SqliteJournalFile.ConnectToRead(_path);
            using var select = connection.CreateCommand();
            var checksum = SqliteJournalFile.CheckLayout(connection, _path) < SqliteJournalFile.LayoutWithChecksums ? "NULL" : "checksum";
#pragma warning disable CA2100 // one of two words of our own
            select.CommandText = $"SELECT sequence, schema, body, {checksum} FROM events WHERE run = $run AND sequence >= $from ORDER BY sequence";
#pragma warning restore CA2100
            select.Parameters.AddWithValue("$run", run.Text);
            select.Parameters.AddWithValue("$from", from);
            using var rows = select.ExecuteReader();
            var read = new List<(string, int)>();
            while (rows.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (rows.IsDBNull(0) || rows.IsDBNull(1) || rows.IsDBNull(2))
                    throw new NascentException($"Journal '{_path}': found an event without its number, schema or body in run '{run}', expected all three; the journal is damaged. Take it from a copy.");
                if (rows.GetInt64(0) != from + read.Count)
                    throw new NascentException($"Journal '{_path}': found event {rows.GetInt64(0)} of run '{run}', expected event {from + read.Count}; the journal is damaged.");
                var (body, schema) = (rows.GetString(2), rows.GetInt32(1));
                if (!rows.IsDBNull(3) && rows.GetString(3) != ChecksumOf(rows.GetInt64(0), body))
                    throw new NascentException($"Journal '{_path}': found event {rows.GetInt64(0)} of run '{run}' with another checksum than it was written with; the journal was changed or is damaged. Take it from a copy.");
                read.Add((body, schema));
            }

            return read;
        }
        catch (SqliteException failure)
        {
            throw SqliteJournalFile.Explain(failure, _path);
        }
    }
}
