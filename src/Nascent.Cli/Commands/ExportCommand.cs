using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent export RUN</c>: writes a trained network's ONNX file, with its checks.</summary>
internal static class ExportCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("export", "Write the ONNX file of a network that a finished run trained, and compare its outputs with the trained model's on test inputs.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "The file to write. Default: best.onnx in the run's folder, or a file named like the candidate there." };
        var candidate = new Option<string?>("--candidate") { HelpName = "NAME", Description = "Another fully trained network: a baseline such as mobilenet-small, or a trial such as 12. Default: the chosen network." };
        command.Add(run);
        command.Add(candidate);
        command.Add(output);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(run);
            var (path, parity) = await ExportJob.RunAsync(name, parsed.GetValue(output), host.Job, parsed.GetValue(candidate), cancellationToken);
            if (parsed.GetValue(json))
                new JsonLines(host.RawOutput).Write("export", new JsonObject { ["run"] = RunPaths.Find(host.Job, name).Name, ["path"] = path, ["sizeBytes"] = new FileInfo(path).Length, ["parityMaxDelta"] = parity.MaxDelta, ["parityScale"] = parity.Scale, ["paritySamples"] = parity.Samples });
            else
                host.Output.WriteLine($"{host.Shorten(path)}: same outputs as the trained model on {parity.Samples} test inputs (largest difference {parity.MaxDelta:0.0e+0}).");
            return ExitCode.Done;
        });
        return command;
    }
}
