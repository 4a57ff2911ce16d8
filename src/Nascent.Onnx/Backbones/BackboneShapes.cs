using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Onnx.Schema;
using Nascent.Tasks;

namespace Nascent.Onnx.Backbones;

/// <summary>The shapes of a backbone's values for given images, and what it costs, found by running it once.</summary>
internal sealed class BackboneShapes
{
    private readonly Dictionary<string, long[]> _shapes;
    private readonly BackboneFile _file;
    private readonly Dictionary<string, TensorProto> _weights;

    private BackboneShapes(BackboneFile file, Dictionary<string, long[]> shapes) =>
        (_file, _shapes, _weights) = (file, shapes, file.Model.Graph.Initializer.ToDictionary(weight => weight.Name, StringComparer.Ordinal));

    /// <summary>The shape of a value without the batch; null where it was not asked for.</summary>
    public long[]? Of(string value) => _shapes.GetValueOrDefault(value);

    /// <summary>Runs a backbone on two images for the shapes of some values and of those that its costs depend on.</summary>
    /// <exception cref="NascentException">It cannot be run, or cannot take two images at once.</exception>
    public static BackboneShapes Measure(BackboneFile file, Preprocessing.Image image, int side, BackboneScale scale, ImmutableArray<string> values, SampleValues.Pixels example)
    {
        var needed = BackboneCuts.NeededFor(file.Model.Graph, values);
        var weights = file.Model.Graph.Initializer.Select(weight => weight.Name).ToHashSet(StringComparer.Ordinal);
        string[] asked = [.. values.Concat(file.Model.Graph.Node.Where((node, i) => needed[i] && node.OpType is "Conv" or "Gemm" or "MatMul").Where(node => node.Input.Any(input => !weights.Contains(input))).Select(node => node.Output[0])).Distinct()];
        var graph = BackboneGraph.Write(file, image, side, scale, asked);
        var names = asked.Where(value => needed[IndexOf(file, value)]).ToArray();
        using var session = new BackboneSession(OnnxExporter.Wrap(graph.Writer), file.Source, 1, graph.Writer.Graph.Input[0].Name, [.. names.Select(name => graph[name])]);
        var results = session.Run(Twice(example), 0, 2);
        var shapes = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var (name, (shape, _)) in names.Zip(results))
            shapes[name] = shape is [2, .. var rest] ? rest
                : throw new NascentException($"{file.Source}: gives '{name}' of ({string.Join(", ", shape)}) for two images, expected one of each. Its batch size is fixed inside: export it with an open batch.");
        return new(file, shapes);
    }

    /// <summary>Weights and multiply-accumulates for one image up to an operator.</summary>
    /// <remarks>Those of convolutions and of products with weights, as <see cref="Costs.MultiplyAdds"/> counts them; products of two computed values, as in attention, are left out.</remarks>
    public (long Parameters, long MultiplyAdds) CostUpTo(int operatorNumber, string value)
    {
        var needed = BackboneCuts.NeededFor(_file.Model.Graph, [value]);
        var (counted, parameters, macs) = (new HashSet<string>(StringComparer.Ordinal), 0L, 0L);
        foreach (var (i, node) in _file.Model.Graph.Node.Index().Take(operatorNumber + 1))
        {
            if (!needed[i])
                continue;
            foreach (var input in node.Input)
                if (_weights.TryGetValue(input, out var weight) && weight.DataType == (int)TensorProto.Types.DataType.Float && counted.Add(input))
                    parameters += Count(weight);
            if (node.OpType is "Conv" or "Gemm" or "MatMul" && node.Input.Count > 1 && _weights.TryGetValue(node.Input[1], out var kernel) && kernel.Dims.Count > 1 && Of(node.Output[0]) is { } shape)
                macs += Elements(shape) * (Count(kernel) / Math.Max(1, Outputs(node, kernel)));
        }

        return (parameters, macs);
    }

    private static int IndexOf(BackboneFile file, string value)
    {
        var nodes = file.Model.Graph.Node;
        for (var i = 0; i < nodes.Count; i++)
            if (nodes[i].Output.Contains(value))
                return i;
        throw new InvalidOperationException($"No operator gives '{value}'.");
    }

    private static long Outputs(NodeProto node, TensorProto kernel) => node.OpType switch
    {
        "Conv" => kernel.Dims[0],
        "Gemm" => node.Attribute.Any(attribute => attribute is { Name: "transB", I: not 0 }) ? kernel.Dims[0] : kernel.Dims[1],
        _ => kernel.Dims[^1],
    };

    private static long Count(TensorProto weight) => Elements([.. weight.Dims]);

    private static long Elements(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
            count = checked(count * size);
        return count;
    }

    private static SampleValues.Pixels Twice(SampleValues.Pixels example)
    {
        var one = example.Bytes.AsSpan(0, example.Channels * example.Height * example.Width);
        return example with { Bytes = [.. one, .. one] };
    }
}
