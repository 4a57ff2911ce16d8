using System.CommandLine;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent show RUN</c>: what a run came to, or how far it is.</summary>
internal static class ShowCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("show", "Show the result of a run, or its progress.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var ledger = new LedgerOptions();
        command.Add(run);
        command.Add(json);
        ledger.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var assumptions = ledger.Read(parsed);
            var folder = RunPaths.Find(host.Job, parsed.GetRequiredValue(run));
            var shown = host.Shorten(folder.Root);
            var story = await StoryTeller.TellAsync(folder, shown, cancellationToken, assumptions);
            if (parsed.GetValue(json))
                new JsonLines(host.RawOutput).Write("run", RunDocument.Of(story));
            else
                Summary.Write(Displays.Console(host), story, shown);
            return ExitCode.Done;
        });
        return command;
    }
}
