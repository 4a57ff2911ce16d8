using Nascent.Architectures;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Search;
using Nascent.Tasks;

namespace Nascent.Jobs.Workers;

/// <summary>Refuses networks whose training cannot fit into a worker's memory.</summary>
/// <remarks>
/// A lower bound: four copies of the weights (values, gradients, momentum, best so far) and every activation of a batch once, in float32. What
/// passes may still need more, and is then ended at the limit.
/// </remarks>
/// <param name="spec">The run's limits and recipe.</param>
internal sealed class MemoryGuard(RunSpec spec)
{
    /// <summary>The reason to refuse a network, or null.</summary>
    public Refusal? Refuse(Architecture network, Metrics costs)
    {
        var weights = 16 * (costs[Metric.Parameters.Name] ?? 0);
        var activations = 4.0 * spec.Recipe.BatchSize * network.Nodes.Sum(node => node.Shape.Count);
        var needed = weights + activations;
        return needed <= spec.Workers.MemoryLimitBytes ? null
            : new Refusal("memory", $"Training needs at least {Figures.Bytes(needed)}, more than a worker's limit of {Figures.Bytes(spec.Workers.MemoryLimitBytes)}.");
    }
}
