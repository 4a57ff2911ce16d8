using Nascent.Architectures;
using Nascent.Costs;

namespace Nascent.Testing.Search;

/// <summary>A cost model for tests: the trainable weights, counted by slots.</summary>
public sealed class WeightCount : ICostModel
{
    /// <inheritdoc/>
    public string Metric => Tasks.Metric.Parameters.Name;

    /// <inheritdoc/>
    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture) =>
        architecture.Nodes.Select(node => (node.Path, (double)architecture.WeightsOf(node).Where(slot => slot.Trainable).Sum(slot => slot.Count)));
}
