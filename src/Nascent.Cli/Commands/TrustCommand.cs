using System.CommandLine;
using Nascent.Cli.Composition;
using Nascent.Cli.Display;
using Nascent.Cli.Input;
using Nascent.Cli.Outcome;
using Nascent.Cli.Output;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent trust RUN</c>: whether the estimates of a run's search ranked its candidates as full training does.</summary>
internal static class TrustCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("trust", "Train candidates of all ranks in full, and say how far the search's scores can be believed.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var candidates = new Option<string?>("--candidates") { HelpName = "K", Description = $"Trials that are trained in full, evenly over the search's ranking. Default: {TrustRequest.DefaultCandidates}." };
        var seeds = new Option<string?>("--seeds") { HelpName = "S", Description = $"How often each is. Default: {TrustRequest.DefaultSeeds}." };
        var epochs = new Option<string?>("--epochs") { HelpName = "E", Description = "How long. Default: as the run's own full trainings, which then count." };
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
        var folder = RunPaths.Find(host, name);
        var state = await folder.ReadStateAsync(host.Interruption.Token);
        if (state.Spec is not { } spec)
            throw new NascentException($"Run '{folder.Name}': nothing is recorded, so there is nothing to judge.");
        var trust = new TrustRun(host, OpenRun.Of(folder, spec), state, request);
        TrustReport report;
        await using (var display = new WorkDisplay(host, json, "trainings", trust.Trainings))
            report = await trust.RunAsync(display, host.Interruption.Token);
        ReportFile.Write(host, folder, state);
        if (json)
            new JsonLines(host.Output).Write("trust", TrustDocument.Of(folder.Name, report));
        else
            TrustTable.Write(host, report);
    }
}
