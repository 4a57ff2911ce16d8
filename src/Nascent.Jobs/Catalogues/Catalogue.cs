using System.Collections.Immutable;
using Nascent.Data.Formats;
using Nascent.Predictors;
using Nascent.Spaces.Catalog;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Torch.Predictors;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Searches;
using Nascent.Torch.Strategies;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;
using Nascent.Trees.Predictors;

namespace Nascent.Jobs.Catalogues;

/// <summary>What a job can name or read: search spaces, strategies, estimators, predictors and formats of data.</summary>
/// <remarks>Immutable; safe for use by several threads. <c>Catalogue.BuiltIn.With(…)</c> adds your own.</remarks>
public sealed class Catalogue
{
    private Catalogue(
        ImmutableArray<CatalogEntry> spaces, StrategyRegistry strategies, ImmutableArray<EstimatorEntry> estimators, ImmutableArray<PredictorDescription> predictors, DataFormats formats) =>
        (Spaces, Strategies, Estimators, Predictors, Formats) = (spaces, strategies, estimators, predictors, formats);

    /// <summary>All that Nascent brings.</summary>
    public static Catalogue BuiltIn { get; } = new(
        [.. SpaceCatalog.All],
        new([.. CoreStrategies.All, .. TorchStrategies.All, .. SharedMethods.All.Select(method => method.Strategy)]),
        [
            new(TrainEstimator.Name, TrainEstimator.Version, "trains each network briefly and scores it on samples that it was not trained on; fidelity: epochs, data share, width, depth, resolution", "the direct way",
                at => new TrainEstimator(at.Data, at.Spec.Recipe, at.Metric, at.Artifacts, at.Device, keepWeights: false, at.Time, at.Threads)),
            new(ZeroCostEstimator.Name, ZeroCostEstimator.Version, $"scores each network without training, by {string.Join(" and ", ZeroCostEstimator.Members)} compared with random networks of the space", "Mellor et al. 2021; Tanaka et al. 2020",
                at => new ZeroCostEstimator(at.Data, at.Space, new(at.Spec.Seed), at.Time)) { Abilities = new() { Ranking = Metric.ZeroCost } },
            new(WeightSharingEstimator.Name, WeightSharingEstimator.Version, "trains one supernet for all networks, and scores each network with its share of the weights; fidelity: epochs of the supernet", "Guo et al. 2020; Chu et al. 2021",
                at => new WeightSharingEstimator(at.Data, at.Spec.Recipe, at.Space, at.Spec.Constraints, new(at.Spec.Seed), at.Artifacts, at.Time, at.Threads)) { Abilities = new() { SharesWeights = true } },
        ],
        [.. CorePredictors.All, .. TreePredictors.All, .. TorchPredictors.All],
        DataFormats.BuiltIn);

    /// <summary>The search spaces that have a name.</summary>
    public ImmutableArray<CatalogEntry> Spaces { get; }

    /// <summary>The strategies, those that search over shared weights among them.</summary>
    public StrategyRegistry Strategies { get; }

    /// <summary>The strategies that propose trial after trial: those that tables of known results can be searched by.</summary>
    public StrategyRegistry Proposing => new([.. Strategies.Strategies.Where(strategy => !strategy.SearchesSharedWeights)]);

    /// <summary>The estimators.</summary>
    public ImmutableArray<EstimatorEntry> Estimators { get; }

    /// <summary>The learned predictors.</summary>
    public ImmutableArray<PredictorDescription> Predictors { get; }

    /// <summary>The formats of data.</summary>
    public DataFormats Formats { get; }

    /// <summary>This catalogue with one more search space.</summary>
    /// <exception cref="NascentException">There is one of its name.</exception>
    public Catalogue With(CatalogEntry space) =>
        new([.. Spaces, Free("search space", space, space.Name, Spaces.Select(one => one.Name))], Strategies, Estimators, Predictors, Formats);

    /// <summary>This catalogue with one more strategy.</summary>
    /// <exception cref="NascentException">There is one of its name.</exception>
    public Catalogue With(StrategyDescription strategy) =>
        new(Spaces, new([.. Strategies.Strategies, Free("strategy", strategy, strategy.Name, Strategies.Strategies.Select(one => one.Name))]), Estimators, Predictors, Formats);

    /// <summary>This catalogue with one more estimator.</summary>
    /// <exception cref="NascentException">There is one of its name.</exception>
    public Catalogue With(EstimatorEntry estimator) =>
        new(Spaces, Strategies, [.. Estimators, Free("estimator", estimator, estimator.Name, Estimators.Select(one => one.Name))], Predictors, Formats);

    /// <summary>This catalogue with one more predictor.</summary>
    /// <exception cref="NascentException">There is one of its name.</exception>
    public Catalogue With(PredictorDescription predictor) =>
        new(Spaces, Strategies, Estimators, [.. Predictors, Free("predictor", predictor, predictor.Name, Predictors.Select(one => one.Name))], Formats);

    /// <summary>This catalogue with one more format of data, which is asked before the others whether a file is its own.</summary>
    /// <exception cref="NascentException">There is one of its name.</exception>
    public Catalogue With(DataFormat format) =>
        new(Spaces, Strategies, Estimators, Predictors, Formats.With(Free("data format", format, format.Name, Formats.All.Select(one => one.Name))));

    /// <summary>The strategy of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public StrategyDescription Strategy(string name) => Strategies.Named(name);

    /// <summary>The estimator of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public EstimatorEntry Estimator(string name) => Estimators.FirstOrDefault(entry => entry.Name == name)
        ?? throw NascentException.UnknownName("estimator", name, Estimators.Select(entry => entry.Name));

    /// <summary>The predictor of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public PredictorDescription Predictor(string name) => Predictors.FirstOrDefault(entry => entry.Name == name)
        ?? throw NascentException.UnknownName("predictor", name, Predictors.Select(entry => entry.Name));

    private static T Free<T>(string what, T entry, string name, IEnumerable<string> taken) => taken.Contains(name)
        ? throw new NascentException($"Catalogue: found a second {what} '{name}', expected a name that is not taken.") : entry;
}
