using System.CommandLine;
using Nascent.Cli.Help;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using Nascent.Reporting.Numbers;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent search [DATA]</c>: the whole job.</summary>
internal static class SearchCommand
{
    public static Command Build(CliHost host, HelpLayouts layouts, Option everything)
    {
        var command = new Command("search", $"Search for a network, fully train the best ones, and write an ONNX file and a report. By default it takes {Figures.Time(SearchDefaults.Time)}.");
        var (options, json) = (new SearchOptions(), CommandTable.Json());
        layouts.Set(command, new(options.AddTo(command, json, everything),
        [
            ("nascent search", "the data set that ships inside"),
            ("nascent search photos/ --limit \"params<=100k\"", "images, one sub-folder per class"),
            ("nascent search houses.csv --label price --budget 10m", "a table"),
            ("nascent search photos/ --minimize latency --run runs/fast", "accuracy against speed"),
        ]));
        command.SetAction(async (parsed, _) =>
        {
            var request = options.Read(parsed, host);
            return await RunExecution.RunAsync(host, parsed.GetValue(json), (display, cancellationToken) => SearchJob.BeginAsync(request, host.Job, display, cancellationToken));
        });
        return command;
    }
}
