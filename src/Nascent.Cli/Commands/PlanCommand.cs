using System.CommandLine;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Plans;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent plan DATA</c>: what a search of some time can do on this machine.</summary>
internal static class PlanCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("plan", "Say what a time budget is enough for, before you search. It times a few networks on this machine and leaves nothing behind.");
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
        var job = await PlanJob.OpenAsync(request, host.Job, host.Interruption.Token);
        SearchPlan plan;
        await using (var display = new WorkDisplay(host, json, "timings", job.Timings))
            plan = await job.RunAsync(display, host.Interruption.Token);
        if (json)
            new JsonLines(host.RawOutput).Write("plan", PlanDocument.Of(plan, search));
        else
            PlanTable.Write(host, plan, search);
    }
}
