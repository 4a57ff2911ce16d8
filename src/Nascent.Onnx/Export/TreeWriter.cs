using Nascent.Architectures.Operators;

namespace Nascent.Onnx.Export;

/// <summary>Writes trees as TreeEnsembleRegressor of ai.onnx.ml, which sums what their leaves say.</summary>
internal static class TreeWriter
{
    private const string MachineLearning = "ai.onnx.ml";

    /// <summary>Adds the node: (batch, features) → (batch, outputs).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The path of the operator.</param>
    /// <param name="trees">The operator.</param>
    /// <param name="x">The features.</param>
    /// <param name="nodes">(nodes, 6), as <see cref="Operator.TreeEnsemble"/> says.</param>
    public static string Write(GraphWriter graph, string path, Operator.TreeEnsemble trees, string x, float[] nodes)
    {
        var rows = nodes.Chunk(Operator.TreeEnsemble.Columns).ToArray();
        var (treeOf, numberOf, sizes) = (new long[rows.Length], new long[rows.Length], new long[trees.Count]);
        for (var row = 0; row < rows.Length; row++) // rows lead to rows below them, so that a row's tree is known before it is read
        {
            if (row < trees.Count)
                treeOf[row] = row;
            numberOf[row] = sizes[treeOf[row]]++;
            if (!IsLeaf(row))
                treeOf[(int)rows[row][2]] = treeOf[(int)rows[row][3]] = treeOf[row];
        }

        int[] order = [.. Enumerable.Range(0, rows.Length).OrderBy(row => treeOf[row]).ThenBy(row => numberOf[row])];
        int[] leaves = [.. order.Where(IsLeaf)];
        var sum = graph.Node("TreeEnsembleRegressor", path, path, [x],
        [
            Attribute.Of("aggregate_function", "SUM"),
            Attribute.Of("n_targets", (long)trees.Outputs),
            Attribute.Of("nodes_falsenodeids", [.. order.Select(row => IsLeaf(row) ? 0 : numberOf[(int)rows[row][3]])]),
            Attribute.Of("nodes_featureids", [.. order.Select(row => IsLeaf(row) ? 0L : (long)rows[row][0])]),
            Attribute.Of("nodes_modes", order.Select(row => IsLeaf(row) ? "LEAF" : "BRANCH_LEQ")),
            Attribute.Of("nodes_nodeids", [.. order.Select(row => numberOf[row])]),
            Attribute.Of("nodes_treeids", [.. order.Select(row => treeOf[row])]),
            Attribute.Of("nodes_truenodeids", [.. order.Select(row => IsLeaf(row) ? 0 : numberOf[(int)rows[row][2]])]),
            Attribute.Of("nodes_values", order.Select(row => IsLeaf(row) ? 0 : rows[row][1])),
            Attribute.Of("post_transform", "NONE"),
            Attribute.Of("target_ids", [.. leaves.Select(row => (long)rows[row][4])]),
            Attribute.Of("target_nodeids", [.. leaves.Select(row => numberOf[row])]),
            Attribute.Of("target_treeids", [.. leaves.Select(row => treeOf[row])]),
            Attribute.Of("target_weights", leaves.Select(row => rows[row][5])),
        ], MachineLearning);
        graph.Graph.ValueInfo.Add(Tensor.Value(sum, Schema.TensorProto.Types.DataType.Float, "", trees.Outputs)); // ONNX's own inference knows no shape for it
        return sum;

        bool IsLeaf(int row) => (int)rows[row][2] == row;
    }
}
