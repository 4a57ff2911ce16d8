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

    /// <summary>Runs a backbone on two images for the shapes of some values and of all that they depend on.</summary>
    /// <exception cref="NascentException">It cannot be run, or cannot take two images at once.</exception>
    public static BackboneShapes Measure(BackboneFile file, Preprocessing.Image image, int side, BackboneScale scale, ImmutableArray<string> values, SampleValues.Pixels example)
    {
        string[] asked = [.. BackboneCuts.DependentOn(file.Model.Graph, file.Input.Name, values)];
        var graph = BackboneGraph.Write(file, image, side, scale, asked);
        string[] names = [.. asked.Where(graph.Has)];
        using var session = new BackboneSession(OnnxExporter.Wrap(graph.Writer), file.Source, 1, graph.Writer.Graph.Input[0].Name, [graph.Fed, .. names.Select(name => graph[name])]);
        var found = session.ShapesOf(Twice(example), 2);
        var shapes = new Dictionary<string, long[]>(StringComparer.Ordinal) { [file.Input.Name] = found[0][1..] };
        foreach (var (name, shape) in names.Zip(found.Skip(1)))
            if (shape is [2, .. var rest])
                shapes[name] = rest;
            else if (values.Contains(name))
                throw new NascentException($"{file.Source}: gives '{name}' of ({string.Join(", ", shape)}) for two images, expected one of each. Its batch size is fixed inside: export it with an open batch.");
        return new(file, shapes);
    }

    /// <summary>What a backbone costs for one image up to a value: weights, multiply-accumulates, and bytes of activations at most.</summary>
    /// <remarks>
    /// Multiply-accumulates are those of convolutions and of products with weights, as <see cref="Costs.MultiplyAdds"/> counts them; products of two computed values, as in attention, are left out.
    /// Activations are counted as <see cref="Costs.PeakMemory"/> does: a value is freed after its last reader.
    /// </remarks>
    public (long Parameters, long MultiplyAdds, long PeakBytes) CostUpTo(string value)
    {
        var nodes = _file.Model.Graph.Node;
        var needed = NeededNodes.For(_file.Model.Graph, [value]);
        var lastReader = new Dictionary<string, int>(StringComparer.Ordinal) { [value] = int.MaxValue };
        foreach (var (i, node) in nodes.Index().Where(one => needed[one.Index]))
            foreach (var input in node.Input)
                lastReader[input] = Math.Max(i, lastReader.GetValueOrDefault(input));
        var (counted, parameters, macs) = (new HashSet<string>(StringComparer.Ordinal), 0L, 0L);
        var (live, peak) = (Bytes(_file.Input.Name), 0L);
        foreach (var (i, node) in nodes.Index().Where(one => needed[one.Index]))
        {
            foreach (var input in node.Input)
                if (_weights.TryGetValue(input, out var weight) && weight.DataType == (int)TensorProto.Types.DataType.Float && counted.Add(input))
                    parameters += Count(weight);
            if (node.OpType is "Conv" or "Gemm" or "MatMul" && node.Input.Count > 1 && _weights.TryGetValue(node.Input[1], out var kernel) && kernel.Dims.Count > 1 && Of(node.Output[0]) is { } shape)
                macs += Elements(shape) * (Count(kernel) / Math.Max(1, Outputs(node, kernel)));
            live += node.Output.Sum(Bytes);
            peak = Math.Max(peak, live);
            live -= node.Input.Distinct().Concat(node.Output).Where(one => lastReader.GetValueOrDefault(one) <= i).Sum(Bytes);
        }

        return (parameters, macs, peak);
    }

    private long Bytes(string value) => Of(value) is { } shape ? sizeof(float) * Elements(shape) : 0;

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
