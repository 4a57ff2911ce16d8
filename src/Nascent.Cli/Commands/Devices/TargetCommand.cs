using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Targets;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;

namespace Nascent.Cli.Commands.Devices;

/// <summary><c>nascent target add NAME</c> and <c>nascent target remove NAME</c>: places where networks are to run.</summary>
internal static class TargetCommand
{
    public static Command Build(CliHost host, Option<bool> json)
    {
        var command = new Command("target", "Keep places where networks are to run, for 'nascent specialize'. 'nascent list targets' shows them.");
        command.Add(Add(host, json));
        command.Add(Remove(host));
        return command;
    }

    private static Command Add(CliHost host, Option<bool> json)
    {
        var command = new Command("add", "Add this machine, or another one, as a target. With --supernet it measures what the parts of its networks take; otherwise 'nascent specialize' does so at first.");
        var name = new Argument<string>("NAME") { Description = "The target's name, such as my-box." };
        var threads = new Option<string?>("--threads") { HelpName = "N", Description = "Threads that a network runs on. Default: 1." };
        var int8 = new Option<bool>("--int8") { Description = "Networks compute with bytes there: they are quantised, and timed so. Default: floating point of 32 bits." };
        var remote = Text("--remote", "ADDRESS", "The address of a machine on which 'nascent target-agent' runs, such as my-pi:7419 or tls://my-pi:7419. Default: this machine.");
        var secret = Text("--secret-file", "FILE", "The file with the agent's secret. Needed with --remote.");
        var trust = Text("--trust", "FILE", "The agent's certificate, if no authority of this system vouches for it.");
        var browser = Text("--browser", "DIR", "Networks run in a browser of this machine: the folder of the package onnxruntime-web. Needs Chromium or Chrome.");
        var published = Text("--published", "FILE", "Take what networks of nas-bench-201 are published to take, in place of measurements: nb201_hw.csv.gz of HW-NAS-Bench.");
        var device = Text("--device", "NAME", "The device of the published table: edgegpu, raspi4, edgetpu, pixel3, eyeriss or fpga.");
        var supernet = new Option<string?>("--supernet") { HelpName = "SUPERNET", Description = "A supernet's folder, or its name below supernets/." };
        command.Add(name);
        foreach (var option in new Option[] { threads, int8, remote, secret, trust, browser, published, device, supernet, json })
            command.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            host.Interruption.Listen();
            var request = new TargetRequest
            {
                Name = parsed.GetRequiredValue(name),
                Threads = parsed.GetValue(threads) is { } text ? Quantity.Whole("--threads", text, 1, 256) : 1,
                Precision = parsed.GetValue(int8) ? Precision.Int8 : Precision.Fp32,
                Remote = parsed.GetValue(remote),
                SecretFile = parsed.GetValue(secret),
                Trust = parsed.GetValue(trust),
                Browser = parsed.GetValue(browser),
                Published = parsed.GetValue(published),
                Device = parsed.GetValue(device),
                Supernet = parsed.GetValue(supernet),
            };
            TargetRecord target;
            LatencyFacts? table;
            await using (var display = Displays.Of(host, parsed.GetValue(json)))
                (target, table) = await TargetJob.AddAsync(request, host.Job, display, host.Interruption.Token);
            if (parsed.GetValue(json))
                new JsonLines(host.RawOutput).Write("target", Fields(target, table));
            else
                host.Output.WriteLine($"Target {target.Name}: {target.Words}.{(table is null ? "" : $" {Words(table)}")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(CliHost host)
    {
        var command = new Command("remove", "Forget a target and its latency tables.");
        var name = new Argument<string>("NAME") { Description = "The target's name." };
        command.Add(name);
        command.SetAction(parsed =>
        {
            TargetJob.Remove(parsed.GetRequiredValue(name), host.Job);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };

    /// <summary>How good a table is.</summary>
    public static string Words(LatencyFacts table) =>
        $"{table.Milliseconds.Count:N0} parts of networks of {table.Space} timed in {Figures.Time(TimeSpan.FromSeconds(table.Seconds))}; the latency of {table.Checked.Length} other networks is predicted with a median error of {100 * table.MedianError:0.0} % (90 % within {100 * table.NinthTenth:0.0} %, rank correlation {table.RankCorrelation:0.00}).";

    private static JsonObject Fields(TargetRecord target, LatencyFacts? table) => new()
    {
        ["name"] = target.Name,
        ["machine"] = target.Machine,
        ["runtime"] = target.Runtime,
        ["threads"] = target.Threads,
        ["precision"] = target.Precision.ToString().ToLowerInvariant(),
        ["table"] = table is null ? null : new JsonObject
        {
            ["space"] = table.Space,
            ["parts"] = table.Milliseconds.Count,
            ["seconds"] = Math.Round(table.Seconds, 1),
            ["medianError"] = table.MedianError,
            ["ninthTenth"] = table.NinthTenth,
            ["rankCorrelation"] = table.RankCorrelation,
            ["checked"] = new JsonArray([.. table.Checked.Select(one => new JsonObject { ["genotype"] = one.Genotype, ["predictedMs"] = one.Predicted, ["measuredMs"] = one.Measured })]),
        },
    };
}
