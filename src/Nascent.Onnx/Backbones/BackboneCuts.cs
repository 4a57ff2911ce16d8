using System.Collections.Immutable;
using Nascent.Onnx.Export;
using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Backbones;

/// <summary>The values of a network through which all that it says of an image must pass: where it can be cut in two.</summary>
/// <remarks>A value is one where, after the operator that gives it, no other value that depends on the image is still to be read. Sizes that are read off a value do not count.</remarks>
internal static class BackboneCuts
{
    /// <summary>The cuts of a graph, from its input to its outputs, each with the number of its operator.</summary>
    /// <param name="graph">A checked graph, its operators in order.</param>
    /// <param name="input">The name of the images.</param>
    public static ImmutableArray<(string Value, int Node)> Of(GraphProto graph, string input)
    {
        var outputs = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var needed = NeededNodes.For(graph, outputs);
        var dependent = DependentOn(graph, input, outputs).Append(input).ToHashSet(StringComparer.Ordinal);
        var lastRead = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, node) in graph.Node.Index())
            if (needed[i] && node.OpType != "Shape")
                foreach (var read in node.Input.Where(dependent.Contains))
                    lastRead[read] = i;

        var cuts = ImmutableArray.CreateBuilder<(string, int)>();
        var alive = new HashSet<string>(StringComparer.Ordinal) { input };
        foreach (var (i, node) in graph.Node.Index())
        {
            if (!needed[i] || node.OpType == "Shape" || !node.Input.Any(dependent.Contains))
                continue;
            alive.RemoveWhere(value => !outputs.Contains(value) && lastRead.GetValueOrDefault(value, -1) <= i);
            alive.UnionWith(node.Output.Where(output => outputs.Contains(output) || lastRead.ContainsKey(output)));
            if (alive.Count == 1 && node.Output.Contains(alive.Single()))
                cuts.Add((alive.Single(), i));
        }

        return cuts.ToImmutable();
    }

    /// <summary>The values that some values depend on, themselves included, and that depend on the images by more than their size; in order.</summary>
    public static IEnumerable<string> DependentOn(GraphProto graph, string input, IEnumerable<string> values)
    {
        var needed = NeededNodes.For(graph, values);
        var dependent = new HashSet<string>(StringComparer.Ordinal) { input };
        foreach (var (i, node) in graph.Node.Index())
            if (needed[i] && node.OpType != "Shape" && node.Input.Any(dependent.Contains))
                foreach (var output in node.Output.Where(output => output.Length > 0 && dependent.Add(output)))
                    yield return output;
    }
}
