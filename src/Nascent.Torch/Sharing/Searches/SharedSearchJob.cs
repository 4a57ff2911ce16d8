using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Files;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Native;
using Nascent.Torch.Training;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>A search over shared weights as one job: from its beginning, or from what an earlier attempt left, to its outcome, which it writes to a file.</summary>
/// <remarks>The outcome follows from the space, the data, the recipe, the options, the limits, the epochs and the seed alone, however often the job is broken off. Every 20 seconds, at the next of 20 looks, it leaves its state.</remarks>
public sealed class SharedSearchJob
{
    /// <summary>The kind of the file that holds the outcome.</summary>
    public const string Artifact = "shared-search";

    private const string StateFile = "shared-search.state", LooksFile = "shared-search.looks.json", OutcomeFile = "shared-search.json";
    private const int Looks = 20;
    private const int DrawsOfScored = 4;
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(20);

    private readonly SharedMethod _method;
    private readonly PreparedData _data;
    private readonly TrainingRecipe _recipe;
    private readonly SearchSpace _space;
    private readonly RunSpec _spec;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly int _threads;
    private readonly Func<Genotype, bool> _allows;

    /// <summary>Makes the job of a run; nothing is trained yet.</summary>
    /// <param name="spec">The run: its strategy, recipe, limits, objectives and seed.</param>
    /// <param name="space">Its space.</param>
    /// <param name="data">Its data.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="time">The clock for costs; the system's by default.</param>
    /// <param name="threads">Threads that libtorch uses for one operation, at least 1.</param>
    public SharedSearchJob(RunSpec spec, SearchSpace space, PreparedData data, string folder, TimeProvider? time = null, int threads = 1)
    {
        (_spec, _space, _data, _recipe, _folder, _time, _threads) = (spec, space, data, spec.Recipe, folder, time ?? TimeProvider.System, threads);
        _method = SharedMethods.Named(spec.Strategy.Name);
        _allows = CostLimits.Of(space, data.Signature, spec.Constraints);
    }

    /// <summary>Reads the outcome that a job left behind.</summary>
    /// <param name="root">The run's folder.</param>
    /// <param name="evaluation">What the job gave.</param>
    /// <exception cref="NascentException">The file is not there, or is not what the job wrote.</exception>
    public static SharedOutcome OutcomeOf(string root, Evaluation evaluation)
    {
        var file = evaluation.Artifacts.First(artifact => artifact.Kind == Artifact);
        var path = FolderPath.Of(root, file.Path);
        var bytes = RegularFile.ReadBytes(path, "the outcome of the search over shared weights", RegularFile.MostBytesOfText);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256 ? JsonSerializer.Deserialize(bytes, JournalJson.Default.SharedOutcome)!
            : throw new NascentException($"{path}: found another checksum than the job gave, expected {file.Sha256}; the file was changed.");
    }

    /// <summary>Searches to the end.</summary>
    /// <param name="progress">Is told of every look: the loss of the weights, the preferred network and its value.</param>
    /// <param name="cancellationToken">Breaks it off; its state is left.</param>
    /// <returns>The metrics of the first candidate by the shared weights, and the file.</returns>
    /// <exception cref="EstimationFailedException">A loss is no number, or no network that is preferred keeps the limits.</exception>
    public Evaluation Run(IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        LibTorch.UseThreads(_threads);
        Directory.CreateDirectory(_folder);
        var (began, cpu) = (_time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var seed = new Seed(_spec.Seed).Derive(Artifact);
        using var supernet = new Supernet(_space, _data.Signature, seed.Derive("weights"));
        using var search = _method.Begin(new(supernet, _data, _recipe, _spec.Shared!, _spec.Strategy.Options, seed));
        var scores = new SubnetScores(supernet, _data, seed);
        var looks = Restore(search);
        var (saved, loss, steps, before) = (_time.GetTimestamp(), 0.0, 0, search.StepsDone);
        while (!search.IsOver)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (loss, steps) = (loss + search.Step().OfWeights, steps + 1);
            if (search.StepsDone * Looks / search.TotalSteps == (search.StepsDone - 1) * Looks / search.TotalSteps && !search.IsOver)
                continue;
            looks.Add(Look(search, scores, loss / steps, progress));
            (loss, steps) = (0, 0);
            if (_time.GetElapsedTime(saved) < CheckpointEvery)
                continue;
            Save(search, looks);
            saved = _time.GetTimestamp();
        }

        var samples = (search.StepsDone - before) * Math.Min(_recipe.BatchSize, Math.Max(1, _data.Train.Count / 2));
        var candidates = CandidatesOf(search, scores, cancellationToken);
        var artifact = Write(new SharedOutcome(candidates, [.. looks], search.Note));
        var metrics = scores.ScoresOf(candidates[0], cancellationToken);
        return new Evaluation(metrics, new Cost(_time.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, samples, JobClock.PeakResidentBytes()), [], [artifact]);
    }

    private ImmutableArray<Genotype> CandidatesOf(ISharedSearch search, SubnetScores scores, CancellationToken cancellationToken)
    {
        var count = _spec.Shared!.Candidates;
        var candidates = search.Candidates(search.PrefersByScores ? DrawsOfScored * count : count, _allows);
        if (candidates.IsEmpty)
            throw new EstimationFailedException("limits", $"Of the networks that the shared weights prefer, none keeps {string.Join(" and ", _spec.Constraints)}. Give costs a weight in the search, such as --strategy-option params=1, or loosen the limits.");
        return !search.PrefersByScores ? candidates
            : [.. candidates.Select(genotype => (Genotype: genotype, Score: _spec.Objectives[0].Score(scores.ScoresOf(genotype, cancellationToken)))).OrderByDescending(scored => scored.Score).Take(count).Select(scored => scored.Genotype)];
    }

    private SharedLook Look(ISharedSearch search, SubnetScores scores, double loss, IProgress<Evaluation>? progress)
    {
        var preferred = search.Candidates(1, _allows) is [var allowed] ? allowed : search.Candidates(1, _ => true)[0];
        var metrics = scores.ScoresOf(preferred);
        var look = new SharedLook(
            search.StepsDone, _spec.Shared!.Epochs * search.StepsDone / search.TotalSteps, loss, metrics[_spec.Objectives[0].Metric] ?? 0, search.Undecided, preferred,
            [.. _space.Genotypes.Decisions.Select(decision => (decision, Shares: search.SharesOf(decision))).Where(pair => pair.Shares is not null).Select(pair => new SharedShares(pair.decision.Path.Text, pair.decision.Options, pair.Shares!.Value))]);
        progress?.Report(new Evaluation(metrics, Cost.None, [new CurvePoint(look.Epoch, look.Loss, look.Validation)], [], FormattableString.Invariant($"loss {look.Loss:0.000}, undecided {100 * look.Undecided:0} %, {preferred}")));
        return look;
    }

    // Looks are written first: those that are later than the state are dropped when it is read.
    private void Save(ISharedSearch search, List<SharedLook> looks)
    {
        Replace(LooksFile, JsonSerializer.SerializeToUtf8Bytes(new SharedOutcome([], [.. looks], null), JournalJson.Default.SharedOutcome));
        search.Save(Path.Combine(_folder, StateFile));
    }

    /// <summary>Goes on with what is there; what is damaged is searched again, to the same end.</summary>
    private List<SharedLook> Restore(ISharedSearch search)
    {
        var (state, looks) = (Path.Combine(_folder, StateFile), Path.Combine(_folder, LooksFile));
        try
        {
            if (!File.Exists(state) || !File.Exists(looks))
                return [];
            var outcome = JsonSerializer.Deserialize(File.ReadAllBytes(looks), JournalJson.Default.SharedOutcome)!;
            search.Restore(state);
            return [.. outcome.Looks.Where(look => look.Step <= search.StepsDone)];
        }
        catch (Exception failure) when (failure is NascentException or JsonException)
        {
            return [];
        }
    }

    private ArtifactRef Write(SharedOutcome outcome)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(outcome, JournalJson.Default.SharedOutcome);
        Replace(OutcomeFile, bytes);
        return new ArtifactRef(Artifact, Path.Combine(Path.GetFileName(_folder), OutcomeFile), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private void Replace(string name, byte[] bytes) => WholeFile.WriteBytes(Path.Combine(_folder, name), bytes);
}
