using Nascent.Architectures;

namespace Nascent.Costs;

/// <summary>Learned parameters: kernels, biases, scales and shifts, one for each node of a tree, and those of a frozen network; running statistics are not counted.</summary>
public sealed class ParameterCount : ICostModel
{
    /// <inheritdoc/>
    public string Metric => Tasks.Metric.Parameters.Name;

    /// <inheritdoc/>
    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture)
    {
        foreach (var node in architecture.Nodes)
        {
            var count = node.Operator.FrozenParameters;
            foreach (var weight in architecture.WeightsOf(node))
                count += weight.Parameters;
            if (count > 0)
                yield return (node.Path, count);
        }
    }
}
