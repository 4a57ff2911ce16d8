using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Estimation.Curves;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Documents;

/// <summary>A whole run as one JSON object: what <c>show RUN --json</c> writes.</summary>
public static class RunDocument
{
    /// <summary>The object's fields, without schema and kind.</summary>
    public static JsonObject Of(RunStory story)
    {
        var fields = FieldsOf(story);
        if (story.State.SharedSearch is { } shared)
            fields["sharedSearch"] = JsonSerializer.SerializeToNode(shared.Outcome, JournalJson.Default.SharedOutcome);
        if (story.State.Final is { } final)
            fields["final"] = new JsonObject { ["candidate"] = final.Candidate.Text, ["epochs"] = final.Evaluation.Curve is [.., var last] ? last.Epoch : null, ["fidelity"] = final.Fidelity.ToString(), ["costSeconds"] = Math.Round(final.Evaluation.Cost.Wall.TotalSeconds, 3), ["note"] = final.Evaluation.Note };
        if (story.State.Check is { } check)
            fields["check"] = CheckFields(story.State, check);
        return fields;
    }

    private static JsonObject FieldsOf(RunStory story) => new()
    {
        ["run"] = story.Name,
        ["state"] = RunWords.State(story.State),
        ["spec"] = story.State.Spec is { } spec ? JsonSerializer.SerializeToNode(spec, JournalJson.Default.RunSpec) : null,
        ["trials"] = new JsonArray([.. story.State.Trials.Select(Trial)]),
        ["best"] = Standing.Best(story.State) is { } best ? Trial(best) : null,
        ["front"] = new JsonArray([.. Front(story.State).Select(trial => JsonValue.Create(trial.Number))]),
        ["retrained"] = new JsonArray([.. PerSeed(story, baselines: false)]),
        ["deployed"] = story.State.Deployed is { } deployed ? Deployed(deployed) : null,
        ["baselines"] = new JsonArray([.. PerSeed(story, baselines: true)]),
        ["limits"] = new JsonArray([.. story.Limits.Select(limit => new JsonObject { ["limit"] = limit.Limit.ToString(), ["value"] = limit.Value, ["kept"] = limit.IsKept })]),
        ["ledger"] = LedgerFields(story.Ledger),
    };

    private static JsonObject CheckFields(RunState state, RunEvent.EstimatorChecked check) => new()
    {
        ["estimator"] = check.Estimator,
        ["trials"] = new JsonArray([.. check.Trials.Select(one => new JsonObject { ["trial"] = one.Trial, ["value"] = one.Value, ["withoutTraining"] = double.IsNaN(one.WithoutTraining) ? null : one.WithoutTraining, ["byStage"] = new JsonArray([.. one.ByStage.Select(value => double.IsNaN(value) ? null : JsonValue.Create(value))]) })]),
        ["tau"] = SharedAgreement.Of(state, check.Trials) is { } agreement
            ? new JsonObject([KeyValuePair.Create("search", (JsonNode?)agreement.Own.Value), .. agreement.ByStage.Select(stage => KeyValuePair.Create(FormattableString.Invariant($"search at {100 * stage.Stage:0} %"), (JsonNode?)stage.Tau.Value)), .. agreement.Others.Select(cost => KeyValuePair.Create(cost.Name, (JsonNode?)cost.Tau.Value))])
            : null,
    };

    /// <summary>One trial.</summary>
    public static JsonObject Trial(Trial trial)
    {
        var fields = FieldsOf(trial);
        if (trial.Stop is { } stop)
            fields["stop"] = StopFields(stop);
        return fields;
    }

    private static JsonObject FieldsOf(Trial trial) => new()
    {
        ["number"] = trial.Number,
        ["genotype"] = trial.Genotype.ToString(),
        ["fidelity"] = trial.Fidelity.ToString(),
        ["state"] = trial.State.ToString().ToLowerInvariant(),
        ["reason"] = trial.State == TrialState.Duplicate ? $"trial {trial.DuplicateOf}" : trial.Reason,
        ["continueFrom"] = trial.ContinueFrom,
        ["note"] = trial.Note,
        ["metrics"] = Metrics(trial.Metrics),
        ["costSeconds"] = Math.Round(trial.Cost.Wall.TotalSeconds, 3),
    };

    private static JsonObject StopFields(EarlyStop stop) => new()
    {
        ["rule"] = stop.Rule,
        ["epoch"] = stop.Epoch,
        ["forecast"] = stop.Forecast,
        ["deviation"] = stop.Deviation,
        ["bar"] = stop.Bar,
        ["control"] = stop.IsControl,
    };

    private static ImmutableArray<Trial> Front(RunState state) =>
        state.Spec is { } spec ? ParetoFront.Of(state.Trials, spec.TrialObjectives, [.. spec.Constraints.Where(limit => !limit.JudgesPredictions)]) : [];

    private static IEnumerable<JsonNode> PerSeed(RunStory story, bool baselines) => story.Candidates
        .Where(candidate => candidate.Candidate.BaselineName is null != baselines)
        .SelectMany(candidate => candidate.Runs.Select(run => (JsonNode)new JsonObject
        {
            ["candidate"] = candidate.Candidate.Text,
            ["name"] = candidate.Label,
            ["seed"] = run.Replicate,
            ["winner"] = candidate.IsWinner,
            ["validation"] = Metrics(run.Evaluation.Metrics),
            ["test"] = run.Test is { } test ? Metrics(test) : null,
            ["costs"] = Metrics(run.Costs),
            ["costSeconds"] = Math.Round(run.Evaluation.Cost.Wall.TotalSeconds, 3),
            ["reused"] = run.Reused,
            ["note"] = run.Evaluation.Note,
        }));

    private static JsonObject Deployed(DeploymentRecord deployed) => new()
    {
        ["path"] = deployed.Model.Path,
        ["sha256"] = deployed.Model.Sha256,
        ["sizeBytes"] = deployed.SizeBytes,
        ["metrics"] = Metrics(deployed.Metrics),
        ["exact"] = deployed.Exact is { } exact ? Metrics(exact) : null,
        ["parityMaxDelta"] = deployed.ParityMaxDelta,
        ["paritySamples"] = deployed.ParitySamples,
        ["latencyMedianMs"] = deployed.LatencyMedianMs,
        ["latencyP95Ms"] = deployed.LatencyP95Ms,
        ["latencyLowMs"] = deployed.LatencyLowMs,
        ["latencyHighMs"] = deployed.LatencyHighMs,
        ["threads"] = deployed.Threads,
    };

    private static JsonObject Metrics(Metrics metrics) => new(metrics.Values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(double.IsFinite(pair.Value) ? pair.Value : null))));

    private static JsonObject LedgerFields(ImmutableArray<LedgerLine> ledger) => new(ledger.Select(line => KeyValuePair.Create(line.Key, (JsonNode?)line.Value)));
}
