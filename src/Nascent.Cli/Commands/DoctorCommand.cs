using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Examining;
using Nascent.Reporting.Documents;
using Spectre.Console;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent doctor</c>: what the program finds of this system, and whether it can work.</summary>
internal static class DoctorCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("doctor", "Check this machine: libtorch, CPU, ONNX Runtime, GPU, writable folders.");
        var json = CommandTable.Json();
        command.Add(json);
        command.SetAction(parsed =>
        {
            var findings = Doctor.Examine(host.Job);
            var healthy = findings.All(finding => finding.IsGood);
            if (parsed.GetValue(json))
                WriteJson(host, findings, healthy);
            else
                WriteTable(host, findings, healthy);
            return healthy ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void WriteJson(CliHost host, IReadOnlyList<Finding> findings, bool healthy) => new JsonLines(host.RawOutput).Write("doctor", new JsonObject
    {
        ["healthy"] = healthy,
        ["findings"] = new JsonArray([.. findings.Select(finding => new JsonObject { ["name"] = finding.Key, ["value"] = finding.Text, ["good"] = finding.IsGood, ["facts"] = new JsonObject(finding.Facts) })]),
    });

    private static void WriteTable(CliHost host, IReadOnlyList<Finding> findings, bool healthy)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2)).AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(3)).AddColumn();
        foreach (var finding in findings)
            grid.AddRow(finding.IsGood ? "[green]ok[/]" : "[red]!![/]", Markup.Escape(finding.Title), Markup.Escape(finding.Text));
        Displays.Console(host).Write(grid);
        host.Output.WriteLine(healthy ? "This machine has everything that a search needs." : "This machine lacks something that a search needs: see the lines marked !!.");
    }
}
