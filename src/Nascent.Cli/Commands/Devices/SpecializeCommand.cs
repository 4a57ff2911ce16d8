using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Specialising;
using Nascent.Jobs.Targets;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Spectre.Console;

namespace Nascent.Cli.Commands.Devices;

/// <summary><c>nascent specialize SUPERNET</c>: networks for devices out of a supernet, without training.</summary>
internal static class SpecializeCommand
{
    public static Command Build(CliHost host, Option<bool> json)
    {
        var command = new Command("specialize", "Take the best network for a device out of a supernet, as a verified ONNX file. It trains nothing.");
        var supernet = new Argument<string>("SUPERNET") { Description = "The supernet's folder, or its name below supernets/." };
        var target = Many("--target", "NAME", "Where the network is to run ('nascent target add'); repeatable, each gets a network of its own.");
        var limit = Many("--limit", "LIMIT", "Take only networks within a limit, such as 'latency<=2ms' or 'params<=100k'; repeatable.");
        var front = new Option<bool>("--front") { Description = $"Give {SpecializeJob.FrontNetworks} networks for each target, from fast to accurate, in place of one." };
        var precision = new Option<string?>("--precision") { HelpName = "fp32|int8", Description = "What the networks compute with. Default: what the target says." };
        var output = new Option<string?>("--output", "-o") { HelpName = "DIR", Description = "Folder for the files. Default: the supernet's." };
        command.Add(supernet);
        foreach (var option in new Option[] { target, limit, front, precision, output, json })
            command.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            host.Interruption.Listen();
            var request = new SpecializeRequest
            {
                Supernet = parsed.GetRequiredValue(supernet),
                Targets = [.. parsed.GetValue(target) ?? []],
                Limits = [.. parsed.GetValue(limit) ?? []],
                Front = parsed.GetValue(front),
                Precision = parsed.GetValue(precision) is { } text ? Quantity.IsInt8("--precision", text) ? Precision.Int8 : Precision.Fp32 : null,
                Folder = parsed.GetValue(output),
            };
            ImmutableArray<SpecializedNetwork> networks;
            await using (var display = Displays.Of(host, parsed.GetValue(json)))
                networks = await SpecializeJob.RunAsync(request, host.Job, display, host.Interruption.Token);
            Write(host, networks, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(CliHost host, ImmutableArray<SpecializedNetwork> networks, bool json)
    {
        if (json)
        {
            var lines = new JsonLines(host.RawOutput);
            foreach (var network in networks)
                lines.Write("specialized", (JsonObject)JsonSerializer.SerializeToNode(network, JsonSerializerOptions.Web)!);
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("file");
        foreach (var column in new[] { "predicted", "validation", "test", "in fp32", "latency", "predicted", "size", "params", "MACs" })
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        foreach (var network in networks)
            table.AddRow([.. new[]
            {
                host.Shorten(network.File), Figures.Of(network.Metric, network.PredictedScore), Figures.Of(network.Metric, network.Validation), Figures.Of(network.Metric, network.Test), Figures.Of(network.Metric, network.Exact), Milliseconds(network.MeasuredMs), Milliseconds(network.PredictedMs),
                Figures.Bytes(network.Bytes), Figures.Count(network.Parameters), Figures.Count(network.Macs),
            }.Select(Markup.Escape)]);
        Displays.Console(host).Write(table);
    }

    private static string Milliseconds(double? ms) => ms is { } known ? Figures.Milliseconds(known) : "–";

    private static Option<string[]> Many(string name, string value, string help) => new(name) { HelpName = value, Description = help, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
