using System.CommandLine;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Judging;
using Nascent.Jobs.Requests;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Trust;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent trust RUN</c>: whether the estimates of a run's search ranked its candidates as full training does.</summary>
internal static class TrustCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("trust", "Check whether the search ranked networks as full training does. It fully trains trials of all ranks, not only the best.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var candidates = new Option<string?>("--candidates") { HelpName = "K", Description = $"Fully train K trials, spread evenly over the search's ranking. Default: {TrustEvidence.UsualCandidates}." };
        var seeds = new Option<string?>("--seeds") { HelpName = "S", Description = $"Fully train each trial with S random seeds. Default: {TrustEvidence.UsualSeeds}." };
        var epochs = new Option<string?>("--epochs") { HelpName = "E", Description = "Epochs of full training. Default: as in the run itself, whose own full trainings then count." };
        command.Add(run);
        foreach (var option in new[] { candidates, seeds, epochs })
            command.Add(option);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var request = new TrustRequest();
            if (parsed.GetValue(candidates) is { } k)
                request = request with { Candidates = Quantity.Whole("--candidates", k, 3) };
            if (parsed.GetValue(seeds) is { } s)
                request = request with { Seeds = Quantity.Whole("--seeds", s, 1) };
            if (parsed.GetValue(epochs) is { } e)
                request = request with { Epochs = Quantity.Whole("--epochs", e, 1) };
            host.Interruption.Listen();
            await RunAsync(host, parsed.GetRequiredValue(run), request, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RunAsync(CliHost host, string name, TrustRequest request, bool json)
    {
        var job = await TrustJob.OpenAsync(name, request, host.Job, host.Interruption.Token);
        TrustReport report;
        await using (var display = new WorkDisplay(host, json, "trainings", job.Trainings))
            report = await job.RunAsync(display, host.Interruption.Token);
        if (json)
            new JsonLines(host.RawOutput).Write("trust", TrustDocument.Of(job.Run, report));
        else
            TrustTable.Write(host, report);
    }
}
