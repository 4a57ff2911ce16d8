using Nascent.Architectures;

namespace Nascent.Costs;

/// <summary>Peak activation memory in bytes: one sample at inference in float32, operators run in the graph's order.</summary>
/// <remarks>
/// While an operator runs, its inputs, its output and every value that is still to be read are in memory; a value is freed after its last reader. Nothing is
/// done in place and nothing is fused, so it is an upper bound for a runtime that does either. Weights are not counted. A peak is no sum:
/// <see cref="PerNode"/> gives the whole of it at the operator where it is reached (the first, if several).
/// </remarks>
public sealed class PeakMemory : ICostModel
{
    private const int BytesPerElement = sizeof(float);

    /// <inheritdoc/>
    public string Metric => Tasks.Metric.PeakMemory.Name;

    /// <inheritdoc/>
    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture)
    {
        var nodes = architecture.Nodes;
        var lastReader = new Dictionary<NodePath, int>();
        for (var i = 0; i < nodes.Length; i++)
            foreach (var input in nodes[i].Inputs)
                lastReader[input] = i;
        foreach (var output in architecture.Outputs)
            lastReader[output.Node] = nodes.Length;
        var live = architecture.Inputs.Sum(input => Bytes(input.Type.Shape));
        var (peak, at) = (0L, default(NodePath));
        for (var i = 0; i < nodes.Length; i++)
        {
            live += Bytes(nodes[i].Shape);
            if (Math.Max(live, nodes[i].Operator.FrozenPeak) is var held && held > peak)
                (peak, at) = (held, nodes[i].Path);
            foreach (var input in nodes[i].Inputs.Distinct())
                if (lastReader[input] == i)
                    live -= Bytes(architecture.ShapeOf(input));
            if (!lastReader.ContainsKey(nodes[i].Path))
                live -= Bytes(nodes[i].Shape);
        }

        return peak == 0 ? [] : [(at, peak)];
    }

    private static long Bytes(TensorShape shape) => shape.Count * BytesPerElement;
}
