using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent report RUN</c>: writes the run's page again.</summary>
internal static class ReportCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("report", "Write report.html again, also while the run goes on.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var ledger = new LedgerOptions();
        command.Add(run);
        command.Add(json);
        ledger.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var assumptions = ledger.Read(parsed);
            var folder = RunPaths.Find(host.Job, parsed.GetRequiredValue(run));
            var path = ReportFile.Write(host.Job, folder, await folder.ReadStateAsync(cancellationToken), assumptions);
            if (parsed.GetValue(json))
                new JsonLines(host.RawOutput).Write("report", new JsonObject { ["run"] = folder.Name, ["path"] = path });
            else
                host.Output.WriteLine(host.Shorten(path));
            return ExitCode.Done;
        });
        return command;
    }
}
