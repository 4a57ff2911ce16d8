using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Nascent.Files;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Runs.Journal;

namespace Nascent.Runs;

/// <summary>The folder of one run: its journal, its specification for workers, what trials leave behind, and what it delivers.</summary>
/// <remarks>The journal is the record; <c>spec.json</c> and <c>manifest.json</c> are copies of its first event for workers and for people.</remarks>
public sealed class RunFolder
{
    private RunFolder(string path)
    {
        Root = System.IO.Path.GetFullPath(path);
        Name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Root));
    }

    /// <summary>The folder, absolute.</summary>
    public string Root { get; }

    /// <summary>The folder's name, which is a new run's. A run whose folder was copied or renamed keeps the name that its journal has.</summary>
    public string Name { get; }

    /// <summary>The journal's file.</summary>
    public string JournalPath => Path("journal.db");

    /// <summary>Where trials leave files, each attempt in a folder of its own.</summary>
    public string ArtifactsPath => Path("artifacts");

    /// <summary>Where trainings that may go on leave their state; see <see cref="Checkpoints.CheckpointRetention"/>.</summary>
    public string CheckpointsPath => Path("artifacts/checkpoints");

    /// <summary>The specification, for workers.</summary>
    public string SpecPath => Path("spec.json");

    /// <summary>Where and with what the run was begun.</summary>
    public string ManifestPath => Path("manifest.json");

    /// <summary>A path inside the folder: the one place where a path that a file names becomes a file.</summary>
    /// <param name="relative">Where it is, relative to the folder.</param>
    /// <exception cref="NascentException">The path leaves the folder, or leads over a link.</exception>
    public string Path(string relative) => FolderPath.Of(Root, relative);

    /// <summary>Makes the folder of a new run below <paramref name="runs"/>; where the name is taken, <c>-2</c>, <c>-3</c> … is added.</summary>
    /// <exception cref="NascentException">The folder cannot be made.</exception>
    /// <param name="runs">The folder of all runs; it is made where it is missing.</param>
    /// <param name="name">The name that is asked for.</param>
    public static RunFolder Create(string runs, string name)
    {
        try
        {
            for (var number = 1; ; number++)
            {
                var folder = new RunFolder(System.IO.Path.Combine(runs, number == 1 ? name : $"{name}-{number}"));
                Directory.CreateDirectory(folder.ArtifactsPath);
                if (folder.TryClaim())
                    return folder;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"Run folder '{System.IO.Path.Combine(runs, name)}' cannot be made: {failure.Message.TrimEnd('.')}. Give write permission, or choose another folder for runs.", failure);
        }
    }

    /// <summary>The folder of a run that there is.</summary>
    /// <exception cref="NascentException">It is no run's folder, or has links in it, which may lead anywhere.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);
        if (!HasJournal(folder.Root))
            throw new NascentException($"Run '{path}': found no journal in it, expected the folder of a run, such as runs/2026-01-31-1200-digits-random.");
        FolderPath.RequireNoLinks(folder.Root);
        return folder;
    }

    /// <summary>Whether a folder has a journal in it, and so is a run's.</summary>
    public static bool HasJournal(string path) => File.Exists(System.IO.Path.Combine(path, "journal.db"));

    /// <summary>The runs below a folder, by name.</summary>
    public static ImmutableArray<RunFolder> List(string runs) => !Directory.Exists(runs) ? [] :
        [.. Directory.EnumerateDirectories(runs).Order(StringComparer.Ordinal).Where(HasJournal).Select(path => new RunFolder(path))];

    /// <summary>The run that the journal holds, wherever the folder lies and whatever it is called now; the folder's name where nothing is recorded.</summary>
    /// <exception cref="NascentException">The journal holds several runs, none of the folder's name.</exception>
    public RunId IdIn(SqliteRunJournal journal) => journal.Runs() switch
    {
        [] => new(Name),
        [var only] => only,
        var several when several.Contains(new RunId(Name)) => new(Name),
        var several => throw new NascentException($"Run '{Root}': found {several.Length} runs in its journal, expected one; name the folder after the one that is meant ({string.Join(", ", several.Take(3))})."),
    };

    /// <summary>Opens the journal for writing; see <see cref="SqliteRunJournal.Open"/>.</summary>
    public SqliteRunJournal OpenJournal(TimeProvider time, SqliteJournalOptions? options = null) => SqliteRunJournal.Open(JournalPath, time, options);

    /// <summary>Opens the journal for reading, also while the run goes on.</summary>
    /// <exception cref="NascentException">It is missing or no journal, or the folder has links in it, which may lead anywhere.</exception>
    public SqliteRunJournal OpenJournalToRead()
    {
        FolderPath.RequireNoLinks(Root);
        return SqliteRunJournal.OpenToRead(JournalPath);
    }

    /// <summary>The state of the run as its journal has it now.</summary>
    /// <exception cref="NascentException">The journal is missing or damaged.</exception>
    public async ValueTask<RunState> ReadStateAsync(CancellationToken cancellationToken)
    {
        using var journal = OpenJournalToRead();
        return await RunState.ReadAsync(journal, IdIn(journal), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the specification for workers, and the manifest.</summary>
    public void WriteSpec(RunSpec spec, RunManifest manifest)
    {
        Write(SpecPath, spec, JournalJson.Default.RunSpec);
        Write(ManifestPath, manifest, JournalJson.Default.RunManifest);
    }

    /// <summary>Writes the specification for workers again where the file is missing, damaged or another one: the journal has it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void RestoreSpec(RunSpec spec)
    {
        var path = SpecPath;
        if (!File.Exists(path) || new FileInfo(path).Length > RegularFile.MostBytesOfText || File.ReadAllText(path) != TextOf(spec, JournalJson.Default.RunSpec))
            Write(path, spec, JournalJson.Default.RunSpec);
    }

    /// <summary>The specification, as workers read it.</summary>
    /// <exception cref="NascentException">It is missing or damaged.</exception>
    public static RunSpec ReadSpec(string folder)
    {
        var path = FolderPath.Of(System.IO.Path.GetFullPath(folder), "spec.json");
        return JournalJson.ReadSpec(RegularFile.ReadText(path, "the specification of a run"), $"Run specification '{path}'");
    }

    private static string TextOf<T>(T value, JsonTypeInfo<T> type)
    {
        var indented = new JsonSerializerOptions(JournalJson.Default.Options) { WriteIndented = true };
        return JsonSerializer.Serialize(value, (JsonTypeInfo<T>)indented.GetTypeInfo(type.Type));
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type) => WholeFile.WriteText(path, TextOf(value, type));

    /// <summary>Of two processes that choose one name in one instant, only one can make this file.</summary>
    private bool TryClaim()
    {
        if (File.Exists(JournalPath))
            return false;
        try
        {
            using var claim = new FileStream(Path(".run"), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(Path(".run")))
        {
            return false;
        }
    }
}
