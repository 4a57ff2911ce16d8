using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Nascent.Runs.Replay;
using Nascent.Search;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent replay RUN</c>: executes recorded trainings again and compares them bit for bit.</summary>
internal static class ReplayCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("replay", "Repeat recorded trainings and compare them with the journal bit for bit.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var sample = new Option<string?>("--sample") { HelpName = "N", Description = "Repeat only N trainings, drawn at random. Default: all." };
        command.Add(run);
        command.Add(sample);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var count = parsed.GetValue(sample) is { } text ? Quantity.Whole("--sample", text, 1) : (int?)null;
            host.Interruption.Listen();
            var report = await ReplayAsync(host, parsed.GetRequiredValue(run), count, parsed.GetValue(json), host.Interruption.Token);
            return report.IsEqual ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<ReplayReport> ReplayAsync(CliHost host, string name, int? sample, bool json, CancellationToken cancellationToken)
    {
        var lines = new JsonLines(host.RawOutput);
        void Tell(JobReport done)
        {
            if (done is not (JobReport.Finished or JobReport.Failed))
                return;
            if (json)
                lines.Write("replayed", new JsonObject { ["job"] = done.JobId });
            else
                host.Output.WriteLine($"repeated: {JobName.Of(done.JobId.Replace("replay:", "", StringComparison.Ordinal))}");
        }

        var report = await ReplayJob.RunAsync(name, sample, host.Job, new RelayProgress<JobReport>(Tell), cancellationToken);
        Write(host, RunPaths.Find(host.Job, name).Name, report, json ? lines : null);
        return report;
    }

    private static void Write(CliHost host, string run, ReplayReport report, JsonLines? lines)
    {
        if (lines is not null)
        {
            lines.Write("replay", new JsonObject
            {
                ["run"] = run,
                ["checked"] = report.Checked,
                ["equal"] = report.Equal,
                ["cpuSeconds"] = Math.Round(report.Cpu.TotalSeconds, 3),
                ["recordedCpuSeconds"] = Math.Round(report.RecordedCpu.TotalSeconds, 3),
                ["differences"] = new JsonArray([.. report.Differences.Select(difference => new JsonObject { ["training"] = difference.Training, ["what"] = difference.What, ["recorded"] = difference.Recorded, ["found"] = difference.Found })]),
            });
            return;
        }

        host.Output.WriteLine($"{report.Equal} of {report.Checked} trainings match the journal bit for bit.");
        host.Output.WriteLine($"CPU time: {Figures.Time(report.Cpu)} now, with every training from its start; {Figures.Time(report.RecordedCpu)} in the journal.");
        foreach (var difference in report.Differences)
            host.Output.WriteLine($"  {difference.Training}, {difference.What}: recorded {difference.Recorded}, found {difference.Found}");
    }
}
