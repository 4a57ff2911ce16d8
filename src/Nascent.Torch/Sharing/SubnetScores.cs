using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Torch.Sharing;

/// <summary>Scores paths of a supernet on the validation part, each with running statistics of its own.</summary>
public sealed class SubnetScores
{
    private const int BatchSize = 128;

    private readonly Supernet _supernet;
    private readonly BatchSource _training;
    private readonly int[] _recalibrated;
    private readonly ScoredSamples _scored;

    /// <param name="supernet">The supernet.</param>
    /// <param name="data">The data that it was trained on, and is scored on the validation part of.</param>
    /// <param name="seed">The key of the training samples that statistics are measured on.</param>
    /// <param name="recalibration">How many of those, at most; whole batches of 128 are taken, and at least one of what there is.</param>
    public SubnetScores(Supernet supernet, PreparedData data, Seed seed, int recalibration = 1024)
    {
        _supernet = supernet;
        var plain = new TrainingRecipe();
        _training = BatchSource.Of(data.Train, data.Preprocessing, plain);
        int[] all = [.. Enumerable.Range(0, data.Train.Count)];
        seed.Derive("recalibration").Stream().Shuffle<int>(all);
        _recalibrated = all[..Math.Min(recalibration, all.Length)];
        _scored = new ScoredSamples(data, plain);
    }

    /// <summary>Every metric of the task.</summary>
    /// <exception cref="EstimationFailedException">An output is no number.</exception>
    public Metrics ScoresOf(Genotype genotype, CancellationToken cancellationToken = default)
    {
        var module = _supernet.Load(genotype, grows: false).Module;
        using (TorchSharp.torch.no_grad())
            Recalibration.Set(module, _training, _recalibrated, Math.Min(BatchSize, _recalibrated.Length));
        return _scored.ScoresOf(module, cancellationToken);
    }
}
