using System.CommandLine;
using Nascent.Cli.Hosting;
using Nascent.Jobs;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent resume RUN</c>: goes on where a run was interrupted.</summary>
internal static class ResumeCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("resume", "Continue a run that was interrupted. It ends where it would have ended.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        command.Add(run);
        command.Add(json);
        command.SetAction(async (parsed, _) => await RunExecution.RunAsync(
            host, parsed.GetValue(json), (display, cancellationToken) => SearchJob.ResumeAsync(parsed.GetRequiredValue(run), host.Job, display, cancellationToken)));
        return command;
    }
}
