using System.CommandLine;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Workers;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent worker</c>, hidden: what a run starts, and speaks to over standard input and output.</summary>
internal static class WorkerCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "worker";

    public static Command Build(CliHost host)
    {
        var command = new Command(Name, "Evaluate candidates for the run that started this process.") { Hidden = true };
        command.SetAction(async (_, _) => await JobWorker.RunAsync(host.Job));
        return command;
    }
}
