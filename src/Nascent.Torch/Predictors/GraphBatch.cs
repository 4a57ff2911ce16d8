using static TorchSharp.torch;

namespace Nascent.Torch.Predictors;

/// <summary>Several graphs as one, with what else is known of each.</summary>
/// <param name="Features">The different rows of features, in the order in which nodes have them: (rows, features).</param>
/// <param name="Rows">The row of each node: (nodes), int64.</param>
/// <param name="From">The node that each edge reads: (edges), int64.</param>
/// <param name="To">The node that reads: (edges), int64.</param>
/// <param name="PerInput">One over the number of edges into each node, at least one: (nodes, 1).</param>
/// <param name="PerOutput">One over the number of edges out of each node, at least one: (nodes, 1).</param>
/// <param name="GraphOf">The graph of each node: (nodes), int64.</param>
/// <param name="PerNode">One over the number of nodes of each graph: (graphs, 1).</param>
/// <param name="Known">The logarithm of its number of nodes, and its known scores: (graphs, 1 + scores).</param>
internal sealed record GraphBatch(
    Tensor Features, Tensor Rows, Tensor From, Tensor To, Tensor PerInput, Tensor PerOutput, Tensor GraphOf, Tensor PerNode, Tensor Known)
{
    /// <summary>Joins graphs; to be called within the caller's dispose scope.</summary>
    public static GraphBatch Of(IReadOnlyList<(NetworkGraph Graph, float[] Known)> graphs)
    {
        var (nodes, edges) = (graphs.Sum(pair => pair.Graph.Rows.Length), graphs.Sum(pair => pair.Graph.From.Length));
        var (rows, graphOf, from, to) = (new long[nodes], new long[nodes], new long[edges], new long[edges]);
        var (inputs, outputs) = (new float[nodes], new float[nodes]);
        var (node, edge, rowOf, features) = (0, 0, new Dictionary<float[], int>(ReferenceEqualityComparer.Instance), new List<float>());
        for (var g = 0; g < graphs.Count; g++)
        {
            var (graph, first) = (graphs[g].Graph, node);
            foreach (var row in graph.Rows)
            {
                if (rowOf.TryAdd(row, rowOf.Count))
                    features.AddRange(row);
                (rows[node], graphOf[node++]) = (rowOf[row], g);
            }

            for (var e = 0; e < graph.From.Length; e++, edge++)
            {
                (from[edge], to[edge]) = (first + graph.From[e], first + graph.To[e]);
                inputs[to[edge]]++;
                outputs[from[edge]]++;
            }
        }

        float[] known = [.. graphs.SelectMany(pair => (float[])[(float)Math.Log2(pair.Graph.Rows.Length) / 8, .. pair.Known])];
        return new(
            tensor(features.ToArray(), rowOf.Count, NodeFeatures.Length), tensor(rows), tensor(from), tensor(to), tensor(Array.ConvertAll(inputs, Per), nodes, 1), tensor(Array.ConvertAll(outputs, Per), nodes, 1), tensor(graphOf),
            tensor([.. graphs.Select(pair => 1f / pair.Graph.Rows.Length)], graphs.Count, 1), tensor(known, graphs.Count, known.Length / graphs.Count));
    }

    private static float Per(float count) => 1 / Math.Max(1, count);
}
