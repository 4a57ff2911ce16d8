using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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

    /// <summary>The folder's name, which is the run's.</summary>
    public string Name { get; }

    /// <summary>The run's name in its journal.</summary>
    public RunId Id => new(Name);

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

    /// <summary>A path inside the folder.</summary>
    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

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
    /// <exception cref="NascentException">It is no run's folder.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);
        return File.Exists(folder.JournalPath) ? folder
            : throw new NascentException($"Run '{path}': found no journal in it, expected the folder of a run, such as runs/2026-01-31-1200-digits-random.");
    }

    /// <summary>The runs below a folder, by name.</summary>
    public static ImmutableArray<RunFolder> List(string runs) => !Directory.Exists(runs) ? [] :
        [.. Directory.EnumerateDirectories(runs).Order(StringComparer.Ordinal).Select(path => new RunFolder(path)).Where(folder => File.Exists(folder.JournalPath))];

    /// <summary>Opens the journal for writing; see <see cref="SqliteRunJournal.Open"/>.</summary>
    public SqliteRunJournal OpenJournal(TimeProvider time, SqliteJournalOptions? options = null) => SqliteRunJournal.Open(JournalPath, time, options);

    /// <summary>Opens the journal for reading, also while the run goes on.</summary>
    public SqliteRunJournal OpenJournalToRead() => SqliteRunJournal.OpenToRead(JournalPath);

    /// <summary>The state of the run as its journal has it now.</summary>
    /// <exception cref="NascentException">The journal is missing or damaged.</exception>
    public async ValueTask<RunState> ReadStateAsync(CancellationToken cancellationToken)
    {
        using var journal = OpenJournalToRead();
        return await RunState.ReadAsync(journal, Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the specification for workers, and the manifest.</summary>
    public void WriteSpec(RunSpec spec, RunManifest manifest)
    {
        Write(SpecPath, spec, JournalJson.Default.RunSpec);
        Write(ManifestPath, manifest, JournalJson.Default.RunManifest);
    }

    /// <summary>The specification, as workers read it.</summary>
    /// <exception cref="NascentException">It is missing or damaged.</exception>
    public static RunSpec ReadSpec(string folder)
    {
        var path = System.IO.Path.Combine(folder, "spec.json");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), JournalJson.Default.RunSpec)
                ?? throw new NascentException($"Run specification '{path}': found null, expected a specification.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new NascentException($"Run specification '{path}': {failure.Message}", failure);
        }
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var indented = new JsonSerializerOptions(JournalJson.Default.Options) { WriteIndented = true };
        var temporary = path + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(value, (JsonTypeInfo<T>)indented.GetTypeInfo(type.Type)));
        File.Move(temporary, path, overwrite: true);
    }

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
