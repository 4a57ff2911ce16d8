using System.CommandLine;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Cli.Predicting;
using Nascent.Jobs.Requests;
using Nascent.Onnx.Running;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Texts;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent predict MODEL INPUT…</c>: runs an exported file on images or rows.</summary>
internal static class PredictCommand
{
    private const int MostErrors = 10;
    private const int DefaultTop = 3;

    public static Command Build(CliHost host)
    {
        var command = new Command("predict", "Use a network: predict images, folders of images, or rows of CSV, TSV and Parquet files.");
        var model = new Argument<string>("MODEL") { Description = "An .onnx file that a run wrote." };
        var inputs = new Argument<string[]>("INPUT") { Arity = ArgumentArity.OneOrMore, Description = "Images (PNG, JPEG, GIF, TIFF, BMP, WebP), folders of them, or tables." };
        var top = new Option<string?>("--top") { HelpName = "N", Description = "Number of classes to list. Default: 3; all with --json." };
        var header = new Option<string?>("--header") { HelpName = "yes|no", Description = "Whether the first line of a CSV file has the column names. Default: as in the training file." };
        var file = new Option<string?>("--out") { HelpName = "FILE", Description = "Write a CSV file instead: one line per image or row, with the probability of every class." };
        var json = CommandTable.Json();
        command.Add(model);
        command.Add(inputs);
        command.Add(top);
        command.Add(header);
        command.Add(file);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var listed = parsed.GetValue(top) is { } text ? Quantity.Whole("--top", text, 1, 1000) : (int?)null;
            var named = parsed.GetValue(header) is { } word ? Quantity.YesOrNo("--header", word) : (bool?)null;
            host.Interruption.Listen();
            var given = parsed.GetRequiredValue(inputs);
            using var loaded = OnnxModel.Load(host.PathOf(parsed.GetRequiredValue(model)));
            var asJson = parsed.GetValue(json);
            using var csv = parsed.GetValue(file) is { } path ? new PredictionFile(Apart(host, path, [parsed.GetRequiredValue(model), .. given]), loaded.Card.Task) : null;
            IPredictionWriter[] writers = [.. asJson ? [new PredictionLines(new JsonLines(host.RawOutput))] : csv is null ? [new PredictionTable(host, loaded.Card.Task)] : Array.Empty<IPredictionWriter>(), .. csv is null ? [] : (IPredictionWriter[])[csv]];
            var all = Math.Max(DefaultTop, loaded.OutputCount);
            return await RunAsync(host, new Predictor(host, loaded, csv is not null ? all : listed ?? (asJson ? all : DefaultTop), named), given, writers, asJson, parsed.GetValue(file));
        });
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Predictor predictor, string[] inputs, IPredictionWriter[] writers, bool json, string? file)
    {
        var (good, faults) = (0, new List<string>());
        var (unit, total, batches) = predictor.Predict(inputs, host.Interruption.Token);
        await using (var display = json ? null : new WorkDisplay(host, json: false, unit, total))
        {
            display?.Begin("predicting");
            await Task.Run(() =>
            {
                foreach (var (samples, done) in batches)
                {
                    foreach (var sample in samples)
                    {
                        Array.ForEach(writers, writer => writer.Write(sample));
                        good += sample.Fault is null ? 1 : 0;
                        if (sample.Fault is { } fault)
                            faults.Add(fault);
                    }

                    display?.Add(done);
                }
            }, CancellationToken.None);
        }

        if (good == 0 && faults.Count == 1)
            throw new NascentException(faults[0]);
        Array.ForEach(writers, writer => writer.Close());
        if (file is not null && !json)
            host.Output.WriteLine($"{file}: {Count(good, "prediction")}{(faults.Count > 0 ? $", {Count(faults.Count, "error")}" : "")}.");
        return Report(host, good, faults);
    }

    private static int Report(CliHost host, int good, List<string> faults)
    {
        if (faults.Count == 0)
            return ExitCode.Done;
        foreach (var fault in faults.Take(MostErrors))
            host.Error.WriteLine($"nascent: {VisibleText.OfLine(fault)}");
        if (faults.Count > MostErrors)
            host.Error.WriteLine($"nascent: … and {Count(faults.Count - MostErrors, "further error")}.");
        host.Error.WriteLine($"nascent: {faults.Count:N0} of {good + faults.Count:N0} could not be predicted.");
        return good == 0 ? ExitCode.BadInput : ExitCode.Failed;
    }

    // A file of predictions that replaces what it was made from would be a loss.
    private static string Apart(CliHost host, string path, IEnumerable<string> read) =>
        read.Any(other => host.PathOf(other) == host.PathOf(path)) ? throw new NascentException($"--out: found '{path}', which is read, expected another file.")
        : Directory.Exists(host.PathOf(path)) ? throw new NascentException($"--out: found the folder '{path}', expected a file such as predictions.csv.") : host.PathOf(path);

    private static string Count(int number, string word) => $"{number:N0} {word}{(number == 1 ? "" : "s")}";
}
