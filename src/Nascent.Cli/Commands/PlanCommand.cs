using System.CommandLine;
using Nascent.Cli.Composition;
using Nascent.Cli.Display;
using Nascent.Cli.Outcome;
using Nascent.Cli.Output;
using Nascent.Data.Loading;
using Nascent.Randomness;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent plan DATA</c>: what a search of some time can do on this machine.</summary>
internal static class PlanCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("plan", "Time a few candidates, and say what a search with a budget can do on this machine. Without DATA it plans for the data set that ships inside.");
        var (options, json) = (new PlanOptions(), CommandTable.Json());
        options.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            host.Interruption.Listen();
            await RunAsync(host, options.Read(parsed), options.Search(parsed), parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RunAsync(CliHost host, SearchRequest request, string search, bool json)
    {
        var token = host.Interruption.Token;
        if (request.Space is not null)
            RunSpecFactory.SpaceOf(host, request.Space, null); // a wrong word is told before the data is read
        var data = await Task.Run(() => DataLoader.Load(RunStart.SourceOf(host, request.Data), request.DataOptions, new Seed(request.Seed).Derive("data")).Prepared, token);
        var space = RunSpecFactory.SpaceOf(host, request.Space, data);
        RunStart.RequireFit(space, data, "--space");
        request = SearchRule.Applied(request, data, space);
        var spec = RunSpecFactory.Create(request, "plan", data, space);
        PlanTiming.RequireRoom(spec);
        var measurement = new PlanMeasurement(host, spec, space, data);
        var chosen = measurement.Choose();
        PlanInput input;
        await using (var display = new WorkDisplay(host, json, "timings", measurement.Timings(chosen)))
            input = await measurement.RunAsync(chosen, display, token);
        var plan = SearchPlan.Of(input with { Correlations = await KnownCorrelations.ForAsync(host, spec, token) });
        if (json)
            new JsonLines(host.Output).Write("plan", PlanDocument.Of(plan, data, search));
        else
            PlanTable.Write(host, plan, data, search);
    }
}
