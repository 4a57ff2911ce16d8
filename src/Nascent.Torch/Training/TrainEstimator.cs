using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;

namespace Nascent.Torch.Training;

/// <summary>Says how good an architecture is by training it and scoring it on the validation part.</summary>
/// <remarks>
/// Fidelity: <c>epochs</c> (default 1, parts of an epoch allowed), <c>dataShare</c> (default 1) and <c>heldOut</c> (default 0). After each epoch the network is scored; the weights of the best
/// epoch are kept, and its scores are the result. With <c>width</c> or <c>resolution</c> below 1 a <see cref="SmallCopy"/> is trained in the network's place. With <see cref="KeepWeights"/> set to 1 among the fidelity's axes, or else by the constructor, they are written to a file.
/// A checkpoint gives the initial weights; the learning-rate schedule begins anew. One thread computes by default, so that the same request gives the same bits.
/// </remarks>
public sealed class TrainEstimator : IEstimator
{
    /// <summary>The estimator's name.</summary>
    public const string Name = "train";

    /// <summary>A fidelity axis: 1 to write the trained weights to a file, 0 not to. It does not change the result and is no part of the key.</summary>
    public const string KeepWeights = "keepWeights";

    private readonly PreparedData _data;
    private readonly TrainingRecipe _recipe;
    private readonly Metric _objective;
    private readonly Metric _fallback;
    private readonly string _artifactFolder;
    private readonly TrainingDevice _device;
    private readonly bool _keepWeights;
    private readonly int _threads;
    private readonly TimeProvider _time;

    /// <summary>Makes an estimator for one data set and recipe.</summary>
    /// <param name="data">The data.</param>
    /// <param name="recipe">How to train.</param>
    /// <param name="objective">What the best epoch is chosen by and the curve shows; a metric that training does not measure, or that the validation part has not, is replaced by the task's first.</param>
    /// <param name="artifactFolder">Where weights are written; artifacts are named relative to the folder that holds it.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
    /// <param name="keepWeights">Whether weights are written where the fidelity does not say.</param>
    /// <param name="time">The clock for costs; the system's by default.</param>
    /// <param name="threads">Threads that libtorch uses for one operation, at least 1.</param>
    /// <exception cref="NascentException">The device is unknown or not there, or libtorch cannot be loaded.</exception>
    public TrainEstimator(
        PreparedData data, TrainingRecipe recipe, Metric objective, string artifactFolder, string device, bool keepWeights = false, TimeProvider? time = null, int threads = 1)
    {
        (_data, _recipe, _artifactFolder, _keepWeights, _threads) = (data, recipe, artifactFolder, keepWeights, threads);
        _device = TrainingDevice.Parse(device);
        _device.Require();
        _time = time ?? TimeProvider.System;
        var measured = data.Task is LearningTask.Classification ? Metric.OfClassification : Metric.OfRegression;
        _fallback = measured[0];
        _objective = measured.Contains(objective) ? objective : _fallback;
    }

    /// <inheritdoc/>
    public EvaluationKey KeyOf(EvaluationRequest request)
    {
        var fidelity = request.Fidelity with { Axes = request.Fidelity.Axes.Remove(KeepWeights) };
        return new($"{CanonicalHash.Of(request.Architecture)} {fidelity} {_data.Checksum} {HashOf(_recipe.ToString())} #{request.Replicate}"
            + (request.Checkpoint is { } checkpoint ? $" from {checkpoint.Sha256}" : ""));
    }

    /// <inheritdoc/>
    public ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        LibTorch.UseThreads(_threads);
        var (began, cpu) = (_time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var module = new ArchitectureModule(SmallCopy.Of(request.Architecture, request.Fidelity), _device);
        var seed = new Seed(request.Seed);
        if (request.Checkpoint is { } checkpoint)
            module.SetWeights(WeightFile.Read(Path.Combine(ParentFolder, checkpoint.Path)));
        else
            module.Initialise(seed.Derive("weights"));

        using var trainer = new Trainer(module, _data, _recipe, request.Fidelity.Axis(Fidelity.Epochs, 1), request.Fidelity.Axis(Fidelity.DataShare, 1), seed);
        using var best = new BestWeights(module.Weights, _objective.HigherIsBetter);
        var scored = new ScoredSamples(_data, _recipe, request.Fidelity);
        var curve = ImmutableArray<CurvePoint>.Empty;
        var metrics = Metrics.None;
        while (trainer.StepsDone < trainer.TotalSteps)
        {
            var loss = trainer.RunEpoch(cancellationToken);
            var scores = scored.ScoresOf(module, cancellationToken);
            var value = scores[_objective.Name] ?? scores[_fallback.Name]!.Value;
            if (best.Offer(value))
                metrics = scores;
            curve = curve.Add(new(trainer.EpochsDone, loss, value));
            progress?.Report(new(metrics, CostSoFar(), curve, []));
        }

        best.Restore();
        var artifacts = request.Fidelity.Axis(KeepWeights, _keepWeights ? 1 : 0) == 1 ? ImmutableArray.Create(WriteWeights(request, module)) : [];
        return ValueTask.FromResult(new Evaluation(metrics, CostSoFar(), curve, artifacts));

        Cost CostSoFar() => new(_time.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, trainer.SamplesSeen, PeakResidentBytes());
    }

    private string ParentFolder => Path.GetDirectoryName(Path.GetFullPath(_artifactFolder))!;

    private ArtifactRef WriteWeights(EvaluationRequest request, ArchitectureModule module)
    {
        var path = Path.Combine(_artifactFolder, $"{HashOf(KeyOf(request).Text + request.Seed)[..16]}.safetensors");
        WeightFile.Write(path, module.GetWeights());
        using var file = File.OpenRead(path);
        return new(ArtifactRef.Weights, Path.GetRelativePath(ParentFolder, path), Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    internal static long PeakResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
