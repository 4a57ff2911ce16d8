using System.CommandLine;
using Nascent.Cli.Composition;
using Nascent.Journal;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent resume RUN</c>: goes on where a run was interrupted.</summary>
internal static class ResumeCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("resume", "Go on with a run that was interrupted, and end where it would have ended.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        command.Add(run);
        command.Add(json);
        command.SetAction(async (parsed, _) => await RunExecution.RunAsync(host, parsed.GetValue(json), async (display, cancellationToken) =>
        {
            var folder = RunPaths.Find(host, parsed.GetRequiredValue(run));
            using var journal = folder.OpenJournal(host.Time);
            using var recorder = await RunRecorder.OpenAsync(journal, folder.Id, host.Time, cancellationToken);
            if (recorder.State.Spec is not { } spec)
                throw new NascentException($"Run '{folder.Name}': nothing is recorded, so there is nothing to go on with; begin again with 'nascent search'.");
            if (recorder.State.Phase == RunPhase.Finished)
            {
                display.Say($"Run '{folder.Name}' is finished already.");
            }
            else
            {
                recorder.Recorded = display.Recorded;
                await recorder.AppendAsync(new RunEvent.RunResumed(Manifest.Read()), cancellationToken);
            }

            return OpenRun.Of(folder, spec);
        }));
        return command;
    }
}
