using System.CommandLine;
using Nascent.Cli.Hosting;
using Nascent.Jobs;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent search [DATA]</c>: the whole job.</summary>
internal static class SearchCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("search", "Search for a network, train the best in full, check and export it. Without DATA it runs on the data set that ships inside.");
        var (options, json) = (new SearchOptions(), CommandTable.Json());
        options.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var request = options.Read(parsed, host);
            return await RunExecution.RunAsync(host, parsed.GetValue(json), (display, cancellationToken) => SearchJob.BeginAsync(request, host.Job, display, cancellationToken));
        });
        return command;
    }
}
