using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Scoring;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Outcomes;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent score SPACE</c>: scores given architectures of a space.</summary>
internal static class ScoreCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("score", "Score architectures that you name, without training or with brief training.");
        var (options, json) = (new ScoreOptions(), CommandTable.Json());
        options.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) => await RunAsync(host, options.Read(parsed), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, ScoreRequest request, bool json)
    {
        host.Interruption.Listen();
        var given = await Task.Run(() => ScoreJob.Open(request, host.Job), CancellationToken.None);
        var scored = new List<ScoredArchitecture>();
        var lines = json ? new JsonLines(host.RawOutput) : null;
        await using (var display = json ? null : new WorkDisplay(host, json: false, "architectures", given.Count))
        {
            display?.Begin($"{request.Space} by {request.Estimator}");
            await Task.Run(() =>
            {
                foreach (var architecture in given.Run(host.Interruption.Token))
                {
                    lines?.Write("score", Fields(architecture));
                    scored.Add(architecture);
                    display?.Add(1);
                }
            }, CancellationToken.None);
        }

        if (!json)
            ScoreTable.Write(host, scored, request);
        return ExitCode.Done;
    }

    private static JsonObject Fields(ScoredArchitecture architecture) => new()
    {
        ["line"] = architecture.Line,
        ["genotype"] = architecture.Genotype.ToString(),
        ["scores"] = new JsonObject(architecture.Scores.Select(score => KeyValuePair.Create<string, JsonNode?>(score.Key, score.Value))),
        ["seconds"] = Math.Round(architecture.Elapsed.TotalSeconds, 6),
    };
}
