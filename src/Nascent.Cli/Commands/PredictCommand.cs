using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Data;
using Nascent.Data.Images;
using Nascent.Data.Loading;
using Nascent.Jobs.Requests;
using Nascent.Onnx.Running;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;
using Spectre.Console;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent predict MODEL INPUT…</c>: runs an exported file on images or rows.</summary>
internal static class PredictCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Build(CliHost host)
    {
        var command = new Command("predict", "Use a network: predict images, folders of images, or rows of CSV, TSV and Parquet files.");
        var model = new Argument<string>("MODEL") { Description = "An .onnx file that a run wrote." };
        var inputs = new Argument<string[]>("INPUT") { Arity = ArgumentArity.OneOrMore, Description = "Images (PNG, JPEG, BMP, WebP), folders of them, or tables." };
        var top = new Option<string?>("--top") { HelpName = "N", Description = "Number of classes to list. Default: 3." };
        var header = new Option<string?>("--header") { HelpName = "yes|no", Description = "Whether the first line of a CSV file has the column names. Default: as in the training file." };
        var json = CommandTable.Json();
        command.Add(model);
        command.Add(inputs);
        command.Add(top);
        command.Add(header);
        command.Add(json);
        command.SetAction((parsed, cancellationToken) =>
        {
            var count = parsed.GetValue(top) is { } text ? Quantity.Whole("--top", text, 1, 1000) : 3;
            var named = parsed.GetValue(header) is { } word ? Quantity.YesOrNo("--header", word) : (bool?)null;
            using var loaded = OnnxModel.Load(host.PathOf(parsed.GetRequiredValue(model)));
            var rows = parsed.GetRequiredValue(inputs).SelectMany(input => Predict(loaded, host, input, named, count)).ToArray();
            cancellationToken.ThrowIfCancellationRequested();
            if (parsed.GetValue(json))
                WriteJson(host, rows);
            else
                WriteTable(host, rows);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IEnumerable<(string Input, int? Row, Prediction Prediction)> Predict(OnnxModel model, CliHost host, string input, bool? header, int top)
    {
        var path = host.PathOf(input);
        if (!Path.Exists(path))
            throw new NascentException($"{input}: found no such file or folder, expected {Expected(model)}.");
        if (model.Card.Preprocessing is Preprocessing.Table table)
        {
            if (Directory.Exists(path) || !RowFile.IsNamedSo(path))
                throw new NascentException($"{input}: found {(Directory.Exists(path) ? "a folder" : "another kind of file")}, expected {Expected(model)}.");
            return model.Predict(RowFile.Read(path, table, header), top).Select((prediction, row) => (input, (int?)(row + 1), prediction));
        }

        var image = (Preprocessing.Image)model.Card.Preprocessing;
        return ImagesOf(path, input).Select(file => (Path.GetRelativePath(host.Folder, file) is var shown && shown.StartsWith("..", StringComparison.Ordinal) ? file : shown, (int?)null,
            model.Predict(new SampleValues.Pixels(ImageFile.Read(file, image), image.Channels, image.Height, image.Width), top)[0]));
    }

    private static string[] ImagesOf(string path, string input)
    {
        if (File.Exists(path))
            return [path];
        var files = ImageFolder.FilesBelow(path).ToArray();
        return files.Length > 0 ? files : throw new NascentException($"{input}: found no images in the folder, expected PNG, JPEG, BMP or WebP files.");
    }

    private static string Expected(OnnxModel model) => model.Card.Preprocessing is Preprocessing.Image ? "an image or a folder of images" : "a CSV, TSV or Parquet file";

    private static void WriteJson(CliHost host, IEnumerable<(string Input, int? Row, Prediction Prediction)> rows)
    {
        var lines = new JsonLines(host.Output);
        foreach (var (input, row, prediction) in rows)
            lines.Write("prediction", new JsonObject { ["input"] = input, ["row"] = row, ["prediction"] = JsonSerializer.SerializeToNode(prediction, Json) });
    }

    private static void WriteTable(CliHost host, IReadOnlyList<(string Input, int? Row, Prediction Prediction)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("input");
        var classes = rows.Any(row => row.Prediction is Prediction.OfClass);
        table.AddColumn(classes ? "class" : Markup.Escape(rows.Select(row => row.Prediction).OfType<Prediction.OfNumber>().FirstOrDefault()?.Target ?? "value"));
        if (classes)
            table.AddColumn(new Spectre.Console.TableColumn("probability").RightAligned()).AddColumn("next");
        foreach (var (input, row, prediction) in rows)
        {
            var name = row is { } number ? $"{input} row {number}" : input;
            string[] cells = prediction switch
            {
                Prediction.OfClass c => [name, c.Class, Percent(c.Probability), string.Join(", ", c.Top.Skip(1).Select(next => $"{next.Class} {Percent(next.Probability)}"))],
                Prediction.OfNumber n => [name, Figures.Of("value", n.Value)],
                _ => [name],
            };
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Displays.Console(host).Write(table);
    }

    private static string Percent(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
