using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Opening;
using Nascent.Predictors;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent learn RUN</c>: a predictor of a run's trials, as a file that other searches begin from.</summary>
internal static class LearnCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("learn", "Learn from a run's trials, for 'nascent search --warm-start'. It fits a predictor and saves it.");
        var (run, json) = (CommandTable.Run(), CommandTable.Json());
        var kind = new Option<string?>("--predictor") { HelpName = "NAME", Description = $"The kind of predictor ('nascent list predictors'). Default: {LearnJob.DefaultKind}." };
        var file = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = $"The file to write. Default: {RunPaths.Predictor} in the run's folder." };
        command.Add(run);
        command.Add(kind);
        command.Add(file);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (predictor, name, path) = await LearnJob.RunAsync(parsed.GetRequiredValue(run), parsed.GetValue(kind), parsed.GetValue(file), host.Job, cancellationToken);
            Write(host, name, predictor, path, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(CliHost host, string run, AccuracyPredictor predictor, string path, bool json)
    {
        var (record, tau) = (predictor.Record, predictor.HeldOutTau);
        if (json)
            new JsonLines(host.RawOutput).Write("predictor", new JsonObject
            {
                ["run"] = run,
                ["predictor"] = record.Predictor,
                ["metric"] = record.Metric,
                ["networks"] = record.Observations.Length,
                ["heldOutTau"] = double.IsNaN(tau) ? null : tau,
                ["file"] = path,
            });
        else
            host.Output.WriteLine($"{host.Shorten(path)}: a predictor ({record.Predictor}) of {record.Metric}, from {record.Observations.Length} trials; "
                + (double.IsNaN(tau) ? "too few to say how well it ranks networks that it has not seen." : $"rank correlation (Kendall's τ) {tau:F2} on networks that it has not seen."));
    }
}
