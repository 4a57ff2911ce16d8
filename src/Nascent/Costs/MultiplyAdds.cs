using Nascent.Architectures;

namespace Nascent.Costs;

/// <summary>Multiply-accumulates of one sample: those of convolutions and linear layers, without biases.</summary>
/// <remarks>
/// Convolution: out · (in / groups) · kernel² · height' · width'; linear: in · out. Normalisation (folded into a convolution at deployment), activations,
/// pooling, sums and gates are free. Half of what is often called FLOPs.
/// </remarks>
public sealed class MultiplyAdds : ICostModel
{
    /// <inheritdoc/>
    public string Metric => Tasks.Metric.Macs.Name;

    /// <inheritdoc/>
    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture)
    {
        foreach (var node in architecture.Nodes)
        {
            var macs = node.Operator.Macs(architecture.InputShapeOf(node), node.Shape).Count + node.Operator.FrozenMacs;
            if (macs > 0)
                yield return (node.Path, macs);
        }
    }
}
