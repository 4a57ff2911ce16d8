using System.CommandLine;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Benching;
using Nascent.Jobs.Hosting;
using Nascent.Reporting.Benches;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent bench TABLE…</c>: strategies on published results, in place of training.</summary>
internal static class BenchCommand
{
    private const int MostNamed = 12;

    public static Command Build(CliHost host)
    {
        var command = new Command("bench", "Compare strategies on tables of known results, without training. Every strategy searches each table many times.");
        var (options, json) = (new BenchOptions(), CommandTable.Json());
        options.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) => await RunAsync(host, options.Read(parsed, host), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, BenchRequest request, bool json)
    {
        host.Interruption.Listen();
        var job = BenchJob.Open(request, host.Job);
        if (request.Folder is { } folder)
            Directory.CreateDirectory(folder); // told before the searches, not after
        IReadOnlyList<BenchResult> results;
        await using (var display = new WorkDisplay(host, json, "searches", job.Amount))
            results = await Task.Run(() => job.Run(display, host.Interruption.Token), CancellationToken.None);
        var suite = BenchSuite.Of(results);
        if (json)
            Write(new JsonLines(host.RawOutput), results, suite, request);
        else
            BenchSummary.Write(host, results, suite, request);
        if (request.Folder is { } there && BenchFiles.Write(there, results, suite) is var written && !json)
            host.Output.WriteLine($"Written to {host.Shorten(there)}: {(written.Count <= MostNamed ? string.Join(", ", written) : $"{written.Count} files, {string.Join(", ", written.TakeLast(4))} among them")}");
        return results.Any(result => !result.Compared.IsEmpty) ? ExitCode.Done
            : throw new RunFailedException($"no strategy could search: {string.Join("; ", results[0].Rows.Select(row => $"{row.Strategy}: {row.Error}"))}");
    }

    private static void Write(JsonLines lines, IReadOnlyList<BenchResult> results, BenchSuite? suite, BenchRequest request)
    {
        if (suite is not null)
            lines.Write("suite", BenchDocument.Of(suite));
        foreach (var result in results)
            lines.Write("summary", BenchDocument.Of(result, request.Seed));
    }
}
