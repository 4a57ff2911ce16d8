using Nascent.Jobs.Catalogues;
using Nascent.Runs.Workers;

namespace Nascent.Jobs.Hosting;

/// <summary>The world around a job: what there is to choose from, the clock, where relative paths start, and which program works for it.</summary>
/// <remarks>Immutable; safe for use by several threads.</remarks>
public sealed record JobHost
{
    /// <summary>The strategies, estimators and so on that a job can name. Default: <see cref="Catalogue.BuiltIn"/>.</summary>
    public Catalogue Catalogue { get; init; } = Catalogue.BuiltIn;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The folder that relative paths start from, absolute. Default: the process's current folder when the job begins.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Reads an environment variable; null where it is not set. Default: the process's.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>How worker processes are started. Default, where null: this program once more, which serves as a worker at its first job; see <see cref="Workers.JobWorker"/>.</summary>
    public WorkerCommand? Worker { get; init; }

    /// <summary>The full path of what a user wrote.</summary>
    public string PathOf(string text) => Path.GetFullPath(text, Folder);

    /// <summary>A path as a user would write it: relative where it is below the folder.</summary>
    public string Shorten(string path)
    {
        var relative = Path.GetRelativePath(Folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
