using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Composition;
using Nascent.Cli.Display;
using Nascent.Cli.Output;
using Nascent.Data.Storage;
using Nascent.Journal;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent export RUN</c>: writes the winner's ONNX file again, with its checks.</summary>
internal static class ExportCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("export", "Write a finished run's network as ONNX again, and check it against the trained module on real inputs.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Where to. Default: best.onnx in the run's folder." };
        command.Add(run);
        command.Add(output);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = RunPaths.Find(host, parsed.GetRequiredValue(run));
            var state = await folder.ReadStateAsync(cancellationToken);
            if (state.Winner is null)
                throw new NascentException($"Run '{folder.Name}': has no winner yet, expected a finished run; continue it with 'nascent resume {host.Shorten(folder.Root)}'.");
            var path = parsed.GetValue(output) is { } file ? host.PathOf(file) : folder.Path(RunPaths.Model);
            var opened = OpenRun.Of(folder, state.Spec!);
            using var journal = folder.OpenJournalToRead();
            using var recorder = await RunRecorder.OpenAsync(journal, folder.Id, host.Time, cancellationToken);
            await using var display = Displays.Of(host, json: false);
            var parity = new DeployStep(host, opened, recorder, display).Export(path, PreparedDataFile.ReadTest(folder.Path(RunPaths.Test)), cancellationToken).Parity;
            if (parsed.GetValue(json))
                new JsonLines(host.Output).Write("export", new JsonObject { ["run"] = folder.Name, ["path"] = path, ["sizeBytes"] = new FileInfo(path).Length, ["parityMaxDelta"] = parity.MaxDelta, ["parityScale"] = parity.Scale, ["paritySamples"] = parity.Samples });
            else
                host.Output.WriteLine($"{host.Shorten(path)}: equal to the module on {parity.Samples} test inputs (largest difference {parity.MaxDelta:0.0e+0}).");
            return ExitCode.Done;
        });
        return command;
    }
}
