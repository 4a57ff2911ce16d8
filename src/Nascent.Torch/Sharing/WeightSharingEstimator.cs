using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Search.SharedSearch;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Torch.Sharing;

/// <summary>Says how good an architecture is by the shared weights of a supernet of its space, which is trained once, before the first estimate.</summary>
/// <remarks>
/// Fidelity: <c>stage</c> (default 1), a share of its training at which the supernet's weights score, one of <see cref="SharedStages.All"/>; and <c>epochs</c> (default 1), passes of the supernet over the training data; in each step as many paths are trained as <see cref="PathRule.StrictlyFair"/> says. A path is scored on the validation part, with
/// running statistics of its own (<see cref="SubnetScores"/>). The supernet follows from the space, the data, the recipe, the epochs and the seed alone. Where several processes work in one folder, one of them trains it, and
/// the others wait for its file; where that one ends, another goes on with what it has left every 20 seconds. The first estimate's cost is that of the training too, as far as this process did it; while it trains, its progress is the supernet's loss and the score of the path that is asked for.
/// </remarks>
public sealed class WeightSharingEstimator : IEstimator, IDisposable
{
    /// <summary>The estimator's name.</summary>
    public const string Name = "weight-sharing";

    /// <summary>Raised whenever the same request would give another result.</summary>
    public const int Version = 4;

    private const int Looks = 20;
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(20);

    private readonly PreparedData _data;
    private readonly TrainingRecipe _recipe;
    private readonly SearchSpace _space;
    private readonly ImmutableArray<Constraint> _limits;
    private readonly Seed _seed;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly int _threads;
    private readonly Dictionary<(double Epochs, double Stage), (Supernet Supernet, SubnetScores Scores)> _trained = [];

    /// <summary>Makes an estimator for one space, data set and recipe; nothing is trained yet.</summary>
    /// <param name="data">The data.</param>
    /// <param name="recipe">How the supernet is trained.</param>
    /// <param name="space">The space.</param>
    /// <param name="limits">What must hold; networks that break those on costs are not trained as paths.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="folder">Where the supernet's weights are kept.</param>
    /// <param name="time">The clock for costs; the system's by default.</param>
    /// <param name="threads">Threads that libtorch uses for one operation, at least 1.</param>
    public WeightSharingEstimator(
        PreparedData data, TrainingRecipe recipe, SearchSpace space, IEnumerable<Constraint> limits, Seed seed, string folder, TimeProvider? time = null, int threads = 1)
    {
        (_data, _recipe, _space, _limits) = (data, recipe, space, [.. limits]);
        (_seed, _folder, _time, _threads) = (seed.Derive(Name), folder, time ?? TimeProvider.System, threads);
    }

    /// <inheritdoc/>
    public EvaluationKey KeyOf(EvaluationRequest request) => new($"{CanonicalHash.Of(request.Architecture)} {request.Fidelity} {_data.Checksum} {Identity(request.Fidelity)}");

    /// <inheritdoc/>
    public ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        LibTorch.UseThreads(_threads);
        var (began, cpu) = (_time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var samples = 0L;
        var scores = Trained(request, progress, ref samples, cancellationToken).ScoresOf(request.Genotype, cancellationToken);
        var cost = new Cost(_time.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, samples, JobClock.PeakResidentBytes());
        return ValueTask.FromResult(new Evaluation(scores, cost, [], []));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (supernet, _) in _trained.Values)
            supernet.Dispose();
        _trained.Clear();
    }

    private SubnetScores Trained(EvaluationRequest request, IProgress<Evaluation>? progress, ref long samples, CancellationToken cancellationToken)
    {
        var (fidelity, epochs, stage) = (request.Fidelity, TrainingIdentity.EpochsOf(request.Fidelity), request.Fidelity.Axis(SharedStages.Axis, 1));
        if (_trained.TryGetValue((epochs, stage), out var known))
            return known.Scores;
        var supernet = new Supernet(_space, _data.Signature, _seed.Derive("weights"));
        var scores = new SubnetScores(supernet, _data, _seed);
        var path = Path.Combine(_folder, $"supernet-{Identity(fidelity)[..16]}.safetensors");
        Directory.CreateDirectory(_folder);
        using (Alone($"{path}.lock", cancellationToken))
        {
            if (stage < 1)
            {
                if (!IsRestored(supernet.Restore, StageFile(path, stage)))
                    throw new EstimationFailedException("stage", $"{StageFile(path, stage)}: found no weights of this stage, expected those that the supernet's training left.");
            }
            else if (!IsRestored(supernet.Restore, path))
            {
                samples = Train(supernet, epochs, path, (trainer, loss) => Report(progress, scores, request.Genotype, trainer, epochs, loss), cancellationToken);
                supernet.Save(path);
                File.Delete(StateFile(path));
            }
        }

        _trained.Add((epochs, stage), (supernet, scores));
        return scores;
    }

    /// <summary>Whether the weights of an earlier training are there and whole; what is damaged is trained again, to the same weights.</summary>
    private static bool IsRestored(Action<string> restore, string path)
    {
        try
        {
            if (!File.Exists(path))
                return false;
            restore(path);
            return true;
        }
        catch (NascentException)
        {
            return false;
        }
    }

    private long Train(Supernet supernet, double epochs, string path, Action<SupernetTrainer, double> look, CancellationToken cancellationToken)
    {
        using var trainer = new SupernetTrainer(supernet, _data, _recipe, PathRule.StrictlyFair, epochs, _seed, CostLimits.Of(_space, _data.Signature, _limits));
        IsRestored(trainer.Restore, StateFile(path));
        var (before, saved, loss, steps) = (trainer.SamplesSeen, _time.GetTimestamp(), 0.0, 0);
        while (trainer.StepsDone < trainer.TotalSteps)
        {
            if (cancellationToken.IsCancellationRequested || _time.GetElapsedTime(saved) >= CheckpointEvery)
            {
                trainer.Save(StateFile(path));
                saved = _time.GetTimestamp();
                cancellationToken.ThrowIfCancellationRequested();
            }

            (loss, steps) = (loss + trainer.Step(), steps + 1);
            if (SharedStages.All.FirstOrDefault(stage => trainer.StepsDone == (long)Math.Ceiling(stage * trainer.TotalSteps)) is > 0 and var reached)
                supernet.Save(StageFile(path, reached));
            if (trainer.StepsDone * Looks / trainer.TotalSteps == (trainer.StepsDone - 1) * Looks / trainer.TotalSteps)
                continue;
            look(trainer, loss / steps);
            (loss, steps) = (0, 0);
        }

        return trainer.SamplesSeen - before;
    }

    private void Report(IProgress<Evaluation>? progress, SubnetScores scores, Genotype genotype, SupernetTrainer trainer, double epochs, double loss)
    {
        if (progress is null)
            return;
        var metrics = scores.ScoresOf(genotype);
        var first = Metric.Of(_data.Task)[0];
        progress.Report(new Evaluation(metrics, Cost.None, [new(epochs * trainer.StepsDone / trainer.TotalSteps, loss, metrics[first.Name] ?? 0)], []));
    }

    private static string StateFile(string path) => $"{path}.training";

    private static string StageFile(string path, double stage) => FormattableString.Invariant($"{path}.{100 * stage:0}%");

    private string Identity(Fidelity fidelity) =>
        TrainingIdentity.HashOf($"{_space.ToJson()} {string.Join(' ', _limits)} {_data.Checksum} {_recipe} {TrainingIdentity.EpochsOf(fidelity)} {_seed.Value} {Version}");

    /// <summary>Waits until no other process holds the file; whoever holds it lets go when it ends, however it ends.</summary>
    private static FileStream Alone(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
