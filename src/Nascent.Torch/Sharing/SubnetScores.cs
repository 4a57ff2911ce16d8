using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Modules;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing;

/// <summary>Scores paths of a supernet on the validation part, each with running statistics of its own.</summary>
public sealed class SubnetScores : IDisposable
{
    private const int BatchSize = 128;

    private readonly Supernet _supernet;
    private readonly Part[] _parts;
    private readonly PartThreads _threads;

    /// <param name="supernet">The supernet.</param>
    /// <param name="data">The data that it was trained on, and is scored on the validation part of.</param>
    /// <param name="seed">The key of the training samples that statistics are measured on.</param>
    /// <param name="recalibration">How many of those, at most; whole batches of 128 are taken, and at least one of what there is.</param>
    /// <param name="threads">How many paths are scored side by side, at least 1.</param>
    public SubnetScores(Supernet supernet, PreparedData data, Seed seed, int recalibration = 1024, int threads = 1)
    {
        _supernet = supernet;
        int[] all = [.. Enumerable.Range(0, data.Train.Count)];
        seed.Derive("recalibration").Stream().Shuffle<int>(all);
        var recalibrated = all[..Math.Min(recalibration, all.Length)];
        _parts = [.. Enumerable.Range(0, threads).Select(_ => new Part(data, recalibrated))];
        _threads = new(threads);
    }

    /// <summary>Every metric of the task.</summary>
    /// <exception cref="EstimationFailedException">An output is no number.</exception>
    public Metrics ScoresOf(Genotype genotype, CancellationToken cancellationToken = default) => _parts[0].ScoresOf(_supernet.Load(genotype, grows: false).Module, cancellationToken);

    /// <summary>The same of several paths, as many side by side as there are threads.</summary>
    /// <exception cref="EstimationFailedException">An output is no number.</exception>
    public ImmutableArray<Metrics> ScoresOf(IReadOnlyList<Genotype> genotypes, CancellationToken cancellationToken = default)
    {
        var scores = new Metrics[genotypes.Count];
        for (var first = 0; first < scores.Length; first += _parts.Length)
        {
            var (begin, count) = (first, Math.Min(_parts.Length, scores.Length - first));
            var modules = Enumerable.Range(0, count).Select(part => _supernet.Load(genotypes[begin + part], grows: false, part: part).Module).ToArray();
            _threads.Run(part =>
            {
                if (part < count)
                    scores[begin + part] = _parts[part].ScoresOf(modules[part], cancellationToken);
            });
        }

        return [.. scores];
    }

    /// <summary>A path's weights as a network of its own, its running statistics among them.</summary>
    public ImmutableArray<NamedTensor> WeightsOf(Genotype genotype)
    {
        var module = _supernet.Load(genotype, grows: false).Module;
        _parts[0].Recalibrate(module);
        return module.GetWeights();
    }

    /// <inheritdoc/>
    public void Dispose() => _threads.Dispose();

    /// <summary>What one thread needs of its own.</summary>
    private sealed class Part(PreparedData data, int[] recalibrated)
    {
        private readonly BatchSource _training = BatchSource.Of(data.Train, data.Preprocessing, new TrainingRecipe());
        private readonly ScoredSamples _scored = new(data, new TrainingRecipe());

        public Metrics ScoresOf(ArchitectureModule module, CancellationToken cancellationToken)
        {
            Recalibrate(module);
            return _scored.ScoresOf(module, cancellationToken);
        }

        public void Recalibrate(ArchitectureModule module)
        {
            using var noGradient = no_grad();
            Recalibration.Set(module, _training, recalibrated, Math.Min(BatchSize, recalibrated.Length));
        }
    }
}
