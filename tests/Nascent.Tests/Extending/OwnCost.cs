using Nascent.Architectures;
using Nascent.Costs;

namespace Nascent.Tests.Extending;

/// <summary>A cost model: the values that a network computes for one sample.</summary>
public sealed class OwnCost : ICostModel
{
    public string Metric => "activations";

    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture) =>
        architecture.Nodes.Select(node => (node.Path, (double)node.Shape.Count));
}
