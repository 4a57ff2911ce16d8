using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;
using Nascent.Torch.Sharing;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Bench.Pool;

/// <summary>Trains drawn networks: in full, briefly, and as paths of a supernet.</summary>
/// <param name="loaded">The data.</param>
/// <param name="networks">What was drawn.</param>
/// <param name="folder">Where weights go while they are needed, and those of the supernet stay.</param>
internal sealed class PoolTrainer(LoadedData loaded, PoolNetworks networks, string folder) : IDisposable
{
    /// <summary>A training in full: 12 epochs by the recipe of the best trials.</summary>
    public static readonly Fidelity Full = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, 12).With(TrainEstimator.KeepWeights, 1);

    /// <summary>A trial as <c>search --budget 10m</c> has it on this data.</summary>
    public static readonly Fidelity Brief = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, 10).With(Fidelity.DataShare, 0.04);

    /// <summary>A trial of four times the length, as <c>search --budget 40m</c> has it: 24 of them still take less than a tenth of the pool.</summary>
    public static readonly Fidelity Longer = Brief.With(Fidelity.DataShare, 0.16);

    /// <summary>A path of a supernet that is trained for less than a tenth of the pool's time.</summary>
    public static readonly Fidelity Shared = Fidelity.Of(WeightSharingEstimator.Name).With(Fidelity.Epochs, 30);

    private readonly TrainEstimator _full = new(loaded.Prepared, RecipeDefaults.For(loaded.Prepared), Metric.Accuracy, folder, "cpu");
    private readonly TrainEstimator _brief = new(loaded.Prepared, RecipeDefaults.ForSearch(loaded.Prepared), Metric.Accuracy, folder, "cpu");
    private readonly WeightSharingEstimator _shared = new(loaded.Prepared, RecipeDefaults.ForSearch(loaded.Prepared), networks.Space, PoolNetworks.Limits, networks.Seed, folder);

    /// <summary>Trains one network.</summary>
    public PoolTraining Train(int network, Fidelity fidelity, int replicate)
    {
        var (genotype, architecture) = networks[network];
        var phase = fidelity == Full ? "retrain" : "trial";
        var request = new EvaluationRequest(architecture, genotype, fidelity, TrialSeeds.Of(networks.Seed.Value, phase, architecture, replicate), replicate, null);
        IEstimator estimator = fidelity == Full ? _full : fidelity == Shared ? _shared : _brief;
        var result = estimator.EstimateAsync(request, null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return new(
            network, fidelity.ToString(), replicate, result.Metrics[Metric.Accuracy.Name]!.Value, [.. result.Curve.Select(point => Math.Round(point.Validation, 5))],
            fidelity == Full ? RightOf(architecture, result) : null, Math.Round(result.Cost.Cpu.TotalSeconds, 2));
    }

    /// <inheritdoc/>
    public void Dispose() => _shared.Dispose();

    /// <summary>What the trained network gets right of the test part; its weights are not kept.</summary>
    private string RightOf(Architecture architecture, Evaluation result)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, result.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Weights).Path);
        var (data, labels) = (loaded.Prepared, ((SampleTargets.Labels)loaded.Test.Samples.Targets).Indices);
        var outputs = TorchPredictor.Predict(architecture, WeightFile.Read(path), loaded.Test.Samples, data.Preprocessing, data.Task);
        File.Delete(path);
        return PoolTraining.TextOf([.. labels.Select((label, i) =>
        {
            var row = outputs.AsSpan(i * data.Task.Outputs, data.Task.Outputs);
            return row.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(row)) == label;
        })]);
    }
}
