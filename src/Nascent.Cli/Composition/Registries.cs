using System.Collections.Immutable;
using Nascent.Strategies;
using Nascent.Torch.Strategies;
using Nascent.Torch.Training;

namespace Nascent.Cli.Composition;

/// <summary>The tables of what there is, put together from what each project offers.</summary>
internal static class Registries
{
    /// <summary>The strategies.</summary>
    public static readonly StrategyRegistry Strategies = new([.. CoreStrategies.All, .. TorchStrategies.All]);

    /// <summary>The estimators.</summary>
    public static readonly ImmutableArray<EstimatorEntry> Estimators =
        [new(TrainEstimator.Name, 1, "trains each candidate briefly and scores it on the validation part; fidelity: epochs and share of the data", "the direct way")];

    /// <summary>The estimator of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static EstimatorEntry Estimator(string name) => Estimators.FirstOrDefault(entry => entry.Name == name)
        ?? throw NascentException.UnknownName("estimator", name, Estimators.Select(entry => entry.Name));
}
