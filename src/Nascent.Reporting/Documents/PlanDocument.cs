using System.Text.Json.Nodes;
using Nascent.Reporting.Plans;

namespace Nascent.Reporting.Documents;

/// <summary>A plan as one JSON object: what <c>plan --json</c> writes.</summary>
public static class PlanDocument
{
    /// <summary>The object's fields, without schema and kind.</summary>
    public static JsonObject Of(SearchPlan plan, string search)
    {
        var (spec, split, story) = (plan.Input.Spec, plan.Split, new PlanStory(plan));
        return new()
        {
            ["data"] = plan.Input.DataName,
            ["space"] = spec.Space["name"]?.ToString(),
            ["budgetSeconds"] = spec.Budget.Time!.Value.TotalSeconds,
            ["workers"] = spec.Workers.Count,
            ["seed"] = spec.Seed,
            ["metric"] = plan.Metric,
            ["recommended"] = new JsonObject
            {
                ["estimator"] = spec.Estimator.Name,
                ["strategy"] = spec.Strategy.Name,
                ["fidelity"] = spec.Fidelity.ToString(),
                ["limits"] = new JsonArray([.. spec.Constraints.Select(limit => (JsonNode)limit.ToString())]),
                ["candidates"] = plan.Recommended.Candidates,
                ["search"] = search,
            },
            ["split"] = new JsonObject
            {
                ["searchSeconds"] = Math.Round(split.Search.TotalSeconds, 3),
                ["fullSeconds"] = Math.Round(split.Full.TotalSeconds, 3),
                ["candidates"] = split.Candidates,
                ["seeds"] = split.Seeds,
                ["baselines"] = split.Baselines,
                ["baselineSeeds"] = split.BaselineSeeds,
                ["epochs"] = split.Epochs,
            },
            ["rungs"] = new JsonArray([.. plan.Rungs.Select(Rung)]),
            ["timed"] = new JsonArray([.. plan.Input.Candidates.Select(candidate => Timed(candidate, plan.Metric))]),
            ["spread"] = plan.Spread,
            ["workPerSecond"] = Math.Round(plan.WorkPerSecond),
            ["zeroCostBeside"] = plan.ZeroCostBeside is { } beside ? IntervalFields.Of(beside) : null,
            ["sentences"] = new JsonArray(story.Recommendation, story.Split, story.Gain, story.Machine),
        };
    }

    private static JsonNode Rung(PlanRung rung) => new JsonObject
    {
        ["name"] = rung.Name,
        ["epochs"] = rung.Passes,
        ["recommended"] = rung.IsRecommended,
        ["seconds"] = new JsonObject { ["mean"] = Seconds(rung.Mean), ["cheapest"] = Seconds(rung.Cheapest), ["costliest"] = Seconds(rung.Costliest) },
        ["candidates"] = rung.Candidates,
        ["bestOf"] = Math.Round(rung.BestOf, 4),
        ["rho"] = rung.Correlation is { } known ? IntervalFields.Of(known.Rho) : null,
        ["rhoSource"] = rung.Correlation?.Source,
        ["gain"] = rung.Gain,
        ["mostGain"] = rung.MostGain,
    };

    private static JsonNode Timed(TimedCandidate candidate, string metric) => new JsonObject
    {
        ["genotype"] = candidate.Genotype.ToString(),
        ["work"] = candidate.Costs[Tasks.Metric.Work.Name],
        ["params"] = candidate.Costs[Tasks.Metric.Parameters.Name],
        ["briefSeconds"] = candidate.Brief is { } brief ? Seconds(brief.Wall.TotalSeconds) : null,
        ["briefSamples"] = candidate.Brief?.Samples,
        [metric] = candidate.BriefValue,
        ["zeroCostSeconds"] = candidate.ZeroCost is { } zero ? Seconds(zero.TotalSeconds) : null,
        ["zero_cost"] = candidate.ZeroCostValue,
        ["failure"] = candidate.Failure,
    };

    private static double Seconds(double value) => Math.Round(value, 6);
}
