using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Opening;
using Nascent.Journal.Json;
using Nascent.Search;
using Nascent.Torch.Native;
using Nascent.Trials;

namespace Nascent.Jobs.Retraining;

/// <summary>Full trainings of baselines, kept for later runs of the same data, recipe, length, seed and version.</summary>
/// <remarks>Entries are folders that are made beside their place and renamed, so that two runs may write the same one. What cannot be read or written is not reused.</remarks>
/// <param name="folder">The cache's folder.</param>
internal sealed class BaselineCache(string folder)
{
    private const string Result = "result.json", Weights = "weights.safetensors";

    /// <summary>Whether there is a result of an earlier run.</summary>
    public bool Has(OpenRun run, RetrainCandidate candidate, EvaluationJob job) => IsOurs(candidate.Id) && File.Exists(Path.Combine(folder, KeyOf(run, candidate.Architecture, job), Result));

    /// <summary>The result of an earlier run, its weights copied into this one's folder; null where there is none.</summary>
    public Evaluation? Find(OpenRun run, RetrainCandidate candidate, EvaluationJob job)
    {
        if (!Has(run, candidate, job))
            return null;
        var entry = Path.Combine(folder, KeyOf(run, candidate.Architecture, job));
        try
        {
            var evaluation = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(entry, Result)), JournalJson.Default.Evaluation)!;
            var relative = Path.Combine("artifacts", $"{candidate.Id.BaselineName}-{job.Replicate}.safetensors");
            File.Copy(Path.Combine(entry, Weights), run.Folder.Path(relative), overwrite: true);
            var checksum = Checksum(run.Folder.Path(relative));
            return evaluation.Artifacts.Any(artifact => artifact.Sha256 == checksum)
                ? evaluation with { Artifacts = [new ArtifactRef(ArtifactRef.Weights, relative, checksum)] } : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // a damaged or vanished entry is only work to be done again
        }
    }

    /// <summary>Keeps a result.</summary>
    public void Keep(OpenRun run, RetrainCandidate candidate, EvaluationJob job, Evaluation evaluation)
    {
        var entry = Path.Combine(folder, KeyOf(run, candidate.Architecture, job));
        if (!IsOurs(candidate.Id) || Directory.Exists(entry) || evaluation.Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Weights) is not { } weights)
            return;
        var beside = $"{entry}.{Environment.ProcessId}.part";
        try
        {
            Directory.CreateDirectory(beside);
            File.Copy(run.Folder.Path(weights.Path), Path.Combine(beside, Weights), overwrite: true);
            File.WriteAllText(Path.Combine(beside, Result), JsonSerializer.Serialize(evaluation, JournalJson.Default.Evaluation));
            Directory.Move(beside, entry);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true); // the other run was first, or the cache cannot be written: nothing is lost
        }
    }

    private static bool IsOurs(CandidateId candidate) => candidate.BaselineName is not null && !Baselines.IsPlainModel(candidate);

    private static string KeyOf(OpenRun run, Architecture network, EvaluationJob job) => Hash(Encoding.UTF8.GetBytes(string.Join('\n',
        ProgramVersion.Text, LibTorch.Describe().TorchSharpVersion, run.Data.Checksum, run.Spec.RetrainRecipe, job.Fidelity, run.Metric.Name,
        run.Spec.Workers.Device, run.Spec.Workers.Threads, CanonicalHash.Of(network), job.Seed)));

    private static string Checksum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
