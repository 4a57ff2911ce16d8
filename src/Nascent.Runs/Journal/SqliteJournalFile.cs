using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Nascent.Runs.Journal;

/// <summary>The layout of a journal file: connecting, making, migrating, and what its errors mean.</summary>
internal static class SqliteJournalFile
{
    /// <summary>The layout from which on each event has a checksum.</summary>
    public const int LayoutWithChecksums = 2;

    private const int ApplicationId = 0x4E41534A; // "NASJ", so that `file` and we can tell a journal from another database

    /// <summary>Statement i turns a file of layout i into one of layout i + 1; an empty file has layout 0.</summary>
    private static readonly ImmutableArray<string> Migrations =
    [
        """
        CREATE TABLE events (
          run TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          schema INTEGER NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (run, sequence)
        ) WITHOUT ROWID;
        """,
        "ALTER TABLE events ADD COLUMN checksum TEXT;", // none for events of before
    ];

    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>A connection that reads; where the folder cannot be written, and so the log's index neither, the file is read as it lies.</summary>
    public static SqliteConnection ConnectToRead(string path)
    {
        try
        {
            var connection = Connect(path, SqliteOpenMode.ReadOnly);
            try
            {
                Scalar(connection, "PRAGMA schema_version");
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY)
        {
            return Connect($"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", SqliteOpenMode.ReadOnly);
        }
    }

    /// <summary>Makes a file a journal of today's layout.</summary>
    public static void Prepare(SqliteConnection connection, string path, SqliteJournalOptions options)
    {
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        if (options.MaximumBytes is { } maximum)
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={Math.Max(1, maximum / Scalar(connection, "PRAGMA page_size"))}"));
        var layout = CheckLayout(connection, path);
        for (; layout < Migrations.Length; layout++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"{Migrations[(int)layout]} PRAGMA user_version={layout + 1}; PRAGMA application_id={ApplicationId};"));
            transaction.Commit();
        }
    }

    /// <summary>The file's layout.</summary>
    /// <exception cref="NascentException">It is another database, or of a newer version.</exception>
    public static long CheckLayout(SqliteConnection connection, string path)
    {
        var (layout, application) = (Scalar(connection, "PRAGMA user_version"), Scalar(connection, "PRAGMA application_id"));
        if (application != ApplicationId && (application != 0 || layout != 0 || Scalar(connection, "SELECT COUNT(*) FROM sqlite_master") != 0))
            throw new NascentException($"Journal '{path}': found another program's database, expected the journal of a run.");
        return layout <= Migrations.Length ? layout
            : throw new NascentException($"Journal '{path}': found layout {layout}, expected at most {Migrations.Length}; use the newer version of Nascent that wrote it.");
    }

    /// <summary>What an error of SQLite means for the user.</summary>
    public static NascentException Explain(SqliteException failure, string path) => new(
        $"Journal '{path}': " + failure.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => "the disk is full. Free some space, then resume the run: everything recorded so far is intact.",
            SQLitePCL.raw.SQLITE_IOERR => $"the disk cannot be written or read ({failure.Message}). Check its space and health, then resume the run.",
            SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM => "the file or its folder cannot be written. Give write permission, or choose another folder for runs.",
            SQLitePCL.raw.SQLITE_CANTOPEN => "the file cannot be opened. Check that its folder exists and can be written.",
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "another program keeps it locked. End that program, then resume the run.",
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => "found a damaged file or no database at all, expected the journal of a run.",
            _ => failure.Message,
        },
        failure);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
