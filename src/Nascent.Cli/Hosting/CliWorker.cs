using Nascent.Runs.Workers;

namespace Nascent.Cli.Hosting;

/// <summary>How this program's worker processes are started: this same program, with the hidden command <c>worker</c>.</summary>
internal static class CliWorker
{
    /// <summary>The command: the launcher beside the program where there is one, or <c>dotnet</c>.</summary>
    public static WorkerCommand Command()
    {
        var program = typeof(CliWorker).Assembly.Location;
        var launcher = Path.Combine(Path.GetDirectoryName(program)!, Path.GetFileNameWithoutExtension(program));
        return Environment.ProcessPath is { } running && Path.GetFileNameWithoutExtension(running) == "dotnet" ? new WorkerCommand(running, program, "worker")
            : File.Exists(launcher) ? new WorkerCommand(launcher, "worker") : new WorkerCommand("dotnet", program, "worker");
    }
}
