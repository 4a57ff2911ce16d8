using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Export;

/// <summary>Which operators of a graph some of its values depend on.</summary>
internal static class NeededNodes
{
    /// <summary>For each operator, in order, whether it is needed.</summary>
    /// <param name="graph">A graph whose operators are in order.</param>
    /// <param name="values">The values that are wanted.</param>
    public static bool[] For(GraphProto graph, IEnumerable<string> values)
    {
        var wanted = values.ToHashSet(StringComparer.Ordinal);
        var needed = new bool[graph.Node.Count];
        for (var i = graph.Node.Count - 1; i >= 0; i--)
        {
            needed[i] = graph.Node[i].Output.Any(wanted.Contains);
            if (needed[i])
                wanted.UnionWith(graph.Node[i].Input);
        }

        return needed;
    }
}
