using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Files;
using Nascent.Jobs.Opening;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Reporting.Documents;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Deploying;

/// <summary>Writes <c>best.json</c>: all that is known of the deployed file, for programs and for people.</summary>
internal static class ModelFacts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the file into the run's folder.</summary>
    public static void Write(OpenRun run, RunState state)
    {
        var winner = state.Winner!;
        var story = StoryTeller.Tell(run.Folder, state, run.Folder.Root);
        var document = RunDocument.Of(story);
        var facts = new JsonObject
        {
            ["schema"] = JsonLines.Schema,
            ["kind"] = "model",
            ["file"] = RunPaths.Model,
            ["genotype"] = winner.Candidate.TrialNumber is { } number ? state.Trials[number].Genotype.ToString() : null,
            ["architecture"] = new JsonArray([.. story.Layers.Select(layer => new JsonObject
            {
                ["path"] = layer.Path,
                ["operator"] = layer.Operator,
                ["shape"] = new JsonArray([.. layer.Shape.Axes.Select(axis => JsonValue.Create(axis.Size))]),
                ["inputs"] = new JsonArray([.. layer.Inputs.Select(row => JsonValue.Create(row < 0 ? "input" : story.Layers[row].Path))]),
                ["params"] = layer.Parameters,
                ["macs"] = layer.Macs,
            })]),
            ["classes"] = new JsonArray([.. (run.Data.Task as LearningTask.Classification)?.Classes.Select(name => JsonValue.Create(name)) ?? []]),
            ["task"] = JsonSerializer.SerializeToNode(run.Data.Task, Json),
            ["preprocessing"] = JsonSerializer.SerializeToNode(run.Data.Preprocessing, Json),
            ["scores"] = new JsonObject
            {
                ["metric"] = run.Metric.Name,
                ["search"] = story.Winner!.SearchValue,
                ["retrained"] = Copy(document["retrained"]),
                ["deployed"] = Copy(document["deployed"]),
                ["baselines"] = Copy(document["baselines"]),
            },
            ["provenance"] = new JsonObject
            {
                ["run"] = run.Spec.Name,
                ["trial"] = winner.Candidate.TrialNumber,
                ["baseline"] = winner.Candidate.BaselineName,
                ["ensemble"] = winner.Candidate == CandidateId.Ensemble
                    ? new JsonArray([.. state.Retrained.First(result => result.Candidate == winner.Candidate).Members.Select(member => new JsonObject { ["candidate"] = member.Candidate.Text, ["share"] = member.Share })]) : null,
                ["seed"] = state.Final is null ? winner.Replicate : null,
                ["final"] = Copy(document["final"]),
                ["data"] = run.Data.Name,
                ["dataSha256"] = run.Data.Checksum,
                ["space"] = run.Space.Name,
                ["manifests"] = new JsonArray([.. state.Manifests.Select(manifest => JsonSerializer.SerializeToNode(manifest, JournalJson.Default.RunManifest))]),
            },
        };
        WholeFile.WriteText(run.Folder.Path(RunPaths.ModelRecord), facts.ToJsonString(Json));
    }

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
