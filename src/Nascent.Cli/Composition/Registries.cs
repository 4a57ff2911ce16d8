using System.Collections.Immutable;
using Nascent.Predictors;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Torch.Predictors;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Searches;
using Nascent.Torch.Strategies;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;
using Nascent.Trees.Predictors;

namespace Nascent.Cli.Composition;

/// <summary>The tables of what there is, put together from what each project offers.</summary>
internal static class Registries
{
    /// <summary>The strategies that propose trial after trial.</summary>
    public static readonly StrategyRegistry Proposing = new([.. CoreStrategies.All, .. TorchStrategies.All]);

    /// <summary>All strategies, those that search over shared weights among them.</summary>
    public static readonly StrategyRegistry Strategies = new([.. Proposing.Strategies, .. SharedMethods.All.Select(method => method.Strategy)]);

    /// <summary>The estimators.</summary>
    public static readonly ImmutableArray<EstimatorEntry> Estimators =
    [
        new(TrainEstimator.Name, 2, "trains each candidate briefly and scores it on the validation part; fidelity: epochs, share of the data, and width, depth and resolution of a copy", "the direct way",
            at => new TrainEstimator(at.Run.Data, at.Run.Spec.Recipe, at.Run.Metric, at.Artifacts, at.Device, keepWeights: false, at.Time, at.Threads)),
        new(ZeroCostEstimator.Name, ZeroCostEstimator.Version, $"scores each candidate without training, by {string.Join(" and ", ZeroCostEstimator.Members)} beside random networks of the space", "Mellor et al. 2021; Tanaka et al. 2020",
            at => new ZeroCostEstimator(at.Run.Data, at.Run.Space, new(at.Run.Spec.Seed), at.Time)) { Ranking = Metric.ZeroCost },
        new(WeightSharingEstimator.Name, WeightSharingEstimator.Version, "trains one supernet of the space, and scores each candidate by its part of the shared weights; fidelity: epochs of the supernet", "Guo et al. 2020; Chu et al. 2021",
            at => new WeightSharingEstimator(at.Run.Data, at.Run.Spec.Recipe, at.Run.Space, at.Run.Spec.Constraints, new(at.Run.Spec.Seed), at.Artifacts, at.Time, at.Threads)) { SharesWeights = true },
    ];

    /// <summary>The learned predictors.</summary>
    public static readonly ImmutableArray<PredictorDescription> Predictors = [.. CorePredictors.All, .. TreePredictors.All, .. TorchPredictors.All];

    /// <summary>The predictor of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static PredictorDescription Predictor(string name) => Predictors.FirstOrDefault(entry => entry.Name == name)
        ?? throw NascentException.UnknownName("predictor", name, Predictors.Select(entry => entry.Name));

    /// <summary>The estimator of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static EstimatorEntry Estimator(string name) => Estimators.FirstOrDefault(entry => entry.Name == name)
        ?? throw NascentException.UnknownName("estimator", name, Estimators.Select(entry => entry.Name));
}
