using System.Collections.Immutable;

namespace Nascent.Runs.Workers;

/// <summary>How a worker process is started. The program must call <see cref="WorkerHost"/>.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Environment variables that are added to the main process's.</param>
public sealed record WorkerCommand(string File, ImmutableArray<string> Arguments, ImmutableSortedDictionary<string, string> Environment)
{
    /// <summary>A command without variables of its own.</summary>
    public WorkerCommand(string file, params ImmutableArray<string> arguments)
        : this(file, arguments, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal))
    {
    }

    /// <summary>The program that is running now, started again with other arguments.</summary>
    /// <exception cref="NascentException">The running program's file is not known.</exception>
    public static WorkerCommand ThisProgram(params ImmutableArray<string> arguments)
    {
        var file = System.Environment.ProcessPath ?? throw new NascentException("Worker: the running program's file is not known; give the worker's command.");
        var isHost = string.Equals(Path.GetFileNameWithoutExtension(file), "dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost ? new WorkerCommand(file, [System.Environment.GetCommandLineArgs()[0], .. arguments]) : new WorkerCommand(file, arguments);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', [File, .. Arguments]);
}
