using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>What a search over shared weights is begun with.</summary>
/// <param name="Supernet">The shared weights.</param>
/// <param name="Data">The data; the training part is halved.</param>
/// <param name="Recipe">How the weights are trained.</param>
/// <param name="Spec">How long it takes, and what it knows of latency.</param>
/// <param name="Options">The options of the strategy that were given.</param>
/// <param name="Seed">The key of all randomness.</param>
public sealed record SharedSetting(Supernet Supernet, PreparedData Data, TrainingRecipe Recipe, SharedSpec Spec, ImmutableSortedDictionary<string, double> Options, Seed Seed)
{
    /// <summary>The model of a cost that is part of the options' loss.</summary>
    /// <exception cref="InvalidOperationException">Latency was not measured.</exception>
    public ICostModel ModelOf(string cost) => cost != Metric.Latency.Name ? CostTable.Named(cost)
        : new OperatorLatency(Spec.Latency ?? throw new InvalidOperationException("The run has no coefficients of latency."));
}
