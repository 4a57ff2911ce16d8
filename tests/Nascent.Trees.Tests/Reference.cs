using Nascent.Architectures.Operators;
using Nascent.Data;

namespace Nascent.Trees.Tests;

/// <summary>What a model's network says, by its definition and nothing else.</summary>
internal static class Reference
{
    /// <summary>(samples, outputs), row-major.</summary>
    public static float[] OutputsOf(TableModel model, Samples samples)
    {
        var table = (SampleValues.Columns)samples.Values;
        return [.. table.Features.Chunk(table.FeatureCount).SelectMany(row => model.Network.Nodes.Single().Operator switch
        {
            Operator.Linear linear => Enumerable.Range(0, linear.Features).Select(k => (float)(model.Weights[1].Values[k] + row.Select((x, i) => (double)x * model.Weights[0].Values[(k * row.Length) + i]).Sum())),
            Operator.TreeEnsemble trees => Trees(trees, model.Weights.Single().Values, row),
            var other => throw new NotSupportedException(other.GetType().Name),
        })];
    }

    private static float[] Trees(Operator.TreeEnsemble trees, float[] nodes, float[] row)
    {
        var outputs = new float[trees.Outputs];
        for (var root = 0; root < trees.Count; root++)
        {
            var at = root;
            while ((int)nodes[(at * 6) + 2] != at)
                at = (int)nodes[(at * 6) + (row[(int)nodes[at * 6]] <= nodes[(at * 6) + 1] ? 2 : 3)];
            outputs[(int)nodes[(at * 6) + 4]] += nodes[(at * 6) + 5];
        }

        return outputs;
    }
}
