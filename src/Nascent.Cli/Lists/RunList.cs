using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Runs;
using Nascent.Tasks;

namespace Nascent.Cli.Lists;

/// <summary>The list of runs below the user's folder.</summary>
internal static class RunList
{
    /// <summary>Reads it.</summary>
    public static async Task<IReadOnlyList<ListEntry>> ReadAsync(CliHost host, CancellationToken cancellationToken)
    {
        var entries = new List<ListEntry>();
        foreach (var folder in RunFolder.List(host.PathOf(RunPaths.Runs)))
        {
            var state = await folder.ReadStateAsync(cancellationToken);
            var metric = state.Spec?.Objectives[0].Metric;
            var searched = state.Spec?.TrialObjectives[0].Metric;
            var best = Standing.Best(state)?.Metrics[searched ?? ""];
            var test = CandidateSummary.AllOf(state).FirstOrDefault(candidate => candidate.IsWinner)?.Test;
            var score = test is not null ? $"; test {Metric.TitleOf(metric!)} {Figures.Of(metric!, test)}" : best is not null ? $"; best {RunWords.SearchScore(state.Spec!)} {Figures.Of(searched!, best)}" : "";
            entries.Add(new(folder.Name, $"{RunWords.Phase(state)}; {Tally.Of(state)}{score}",
                new JsonObject { ["name"] = folder.Name, ["folder"] = folder.Root, ["state"] = RunWords.State(state), ["trials"] = state.Trials.Count, ["metric"] = metric, ["best"] = best, ["bestMetric"] = searched, ["test"] = test?.Mean }));
        }

        return entries;
    }
}
