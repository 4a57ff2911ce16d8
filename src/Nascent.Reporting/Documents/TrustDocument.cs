using System.Text.Json.Nodes;
using Nascent.Reporting.Trust;

namespace Nascent.Reporting.Documents;

/// <summary>How far a run's estimates can be believed, as one JSON object: what <c>trust --json</c> writes.</summary>
public static class TrustDocument
{
    /// <summary>The object's fields, without schema and kind.</summary>
    public static JsonObject Of(string run, TrustReport report) => new()
    {
        ["run"] = run,
        ["metric"] = report.Metric,
        ["searchMetric"] = report.SearchMetric,
        ["epochs"] = report.Epochs,
        ["top"] = report.Top,
        ["candidates"] = new JsonArray([.. report.Candidates.Select(candidate => new JsonObject
        {
            ["trial"] = candidate.Trial.Number,
            ["estimate"] = candidate.Trial.Metrics[report.SearchMetric],
            ["values"] = new JsonArray([.. candidate.Values.Select(value => (JsonNode)value)]),
        })]),
        ["estimates"] = new JsonArray([.. report.Judged.Select(judged => new JsonObject
        {
            ["name"] = judged.Name,
            ["tau"] = IntervalFields.Of(judged.Agreement.Tau),
            ["rho"] = IntervalFields.Of(judged.Agreement.Rho),
            ["precisionAtTop"] = IntervalFields.Of(judged.Agreement.PrecisionAtTop),
            ["regret"] = IntervalFields.Of(judged.Agreement.Regret),
        })]),
        ["seedTau"] = report.SeedTau,
        ["cpuSeconds"] = Math.Round(report.CpuSeconds, 3),
        ["failures"] = new JsonArray([.. report.Failures.Select(failure => (JsonNode)failure)]),
        ["sentence"] = report.Sentence,
    };
}
