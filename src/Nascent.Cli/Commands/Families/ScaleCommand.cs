using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Scaling;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Nascent.Spaces.Scaling;
using Spectre.Console;

namespace Nascent.Cli.Commands.Families;

/// <summary><c>nascent scale RUN</c>: a family of networks, from a run's network by depth, width and resolution together.</summary>
internal static class ScaleCommand
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static Command Build(CliHost host, Option<bool> json)
    {
        var command = new Command("scale", "Make a run's network deeper, wider and its images larger, all together: a family of trained networks, each of about twice the cost of the one before.");
        var run = CommandTable.Run();
        var steps = Text("--steps", "N", "Members of the family, with the network itself; 1 to 8. Default: 5.");
        var by = Text("--by", "macs|latency", "What doubles: multiply-accumulates, or the latency on this machine. Default: macs.");
        var trial = Text("--trial", "N", "The number of the trial whose network is scaled. Default: the run's winner.");
        var epochs = Text("--epochs", "N", "Passes over the data by which each member is trained. Default: 15.");
        var grid = Text("--grid-epochs", "N", "Passes over the data by which each scaling is tried. Default: 5.");
        var output = Text("--output", "DIR", "Folder of the family. Default: family/ in the run's folder.");
        output.Aliases.Add("-o");
        command.Add(run);
        foreach (var option in new Option[] { steps, by, trial, epochs, grid, output, json })
            command.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            host.Interruption.Listen();
            var usual = new ScaleRequest { Run = parsed.GetRequiredValue(run) };
            var request = usual with
            {
                Trial = parsed.GetValue(trial) is { } number ? Quantity.Whole("--trial", number, 0, int.MaxValue) : null,
                Steps = parsed.GetValue(steps) is { } count ? Quantity.Whole("--steps", count, 1, 8) : usual.Steps,
                By = parsed.GetValue(by) is { } cost ? CostOf(cost) : usual.By,
                Epochs = parsed.GetValue(epochs) is { } passes ? Quantity.Amount("--epochs", passes) : usual.Epochs,
                GridEpochs = parsed.GetValue(grid) is { } tried ? Quantity.Amount("--grid-epochs", tried) : usual.GridEpochs,
                Folder = parsed.GetValue(output),
            };
            try
            {
                string folder;
                FamilyFacts facts;
                await using (var display = Displays.Of(host, parsed.GetValue(json)))
                    (folder, facts) = await ScaleJob.RunAsync(request, host.Job, display, host.Interruption.Token);
                Write(host, folder, facts, parsed.GetValue(json));
                return ExitCode.Done;
            }
            catch (OperationCanceledException) when (host.Interruption.IsAsked)
            {
                host.Error.WriteLine("nascent: interrupted; give the same command again to go on.");
                return ExitCode.Interrupted;
            }
        });
        return command;
    }

    private static void Write(CliHost host, string folder, FamilyFacts facts, bool json)
    {
        if (json)
        {
            var fields = (JsonObject)JsonSerializer.SerializeToNode(facts, Form)!;
            fields["folder"] = folder;
            new JsonLines(host.RawOutput).Write("family", fields);
            return;
        }

        if (facts.Chosen is { } chosen)
            host.Output.WriteLine($"Of {facts.Grid.Length} scalings that double the {(facts.By == ScaledCost.Macs ? "multiply-accumulates" : "latency")}, the best is {Words(chosen)}.");
        var table = new Table().Border(TableBorder.Simple).AddColumn("member");
        foreach (var column in new[] { "depth", "width", "resolution", "params", "MACs", "latency", "validation", "test" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        foreach (var member in facts.Members)
            table.AddRow([.. new[]
            {
                member.Name, $"{member.Scaling.Depth:0.00}", $"{member.Scaling.Width:0.00}", $"{member.Scaling.Resolution:0.00}", Figures.Count(member.Parameters), Figures.Count(member.Macs), Figures.Milliseconds(member.LatencyMs),
                Figures.Of(facts.Metric, member.Validation), Figures.Of(facts.Metric, member.Test),
            }.Select(Markup.Escape)]);
        Displays.Console(host).Write(table);
        host.Output.WriteLine($"In {host.Shorten(folder)}: the networks as ONNX files, family.json and family.png.");
    }

    private static string Words(NetworkScaling scaling) => FormattableString.Invariant($"depth × {scaling.Depth:0.##}, width × {scaling.Width:0.##}, resolution × {scaling.Resolution:0.##}");

    private static ScaledCost CostOf(string text) => text switch
    {
        "macs" => ScaledCost.Macs,
        "latency" => ScaledCost.Latency,
        _ => throw new NascentException($"--by: found '{NascentException.Echo(text)}', expected macs or latency."),
    };

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };
}
