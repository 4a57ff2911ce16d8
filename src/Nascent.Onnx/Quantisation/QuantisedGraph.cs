using System.Runtime.InteropServices;
using Google.Protobuf;
using Nascent.Onnx.Schema;
using Attribute = Nascent.Onnx.Export.Attribute;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Quantisation;

/// <summary>A graph whose layers compute with bytes: between them, values are quantised and dequantised again, which the runtime joins with the layers (the form QDQ).</summary>
internal sealed class QuantisedGraph
{
    private static readonly HashSet<string> Layers = new(StringComparer.Ordinal) { "Conv", "Gemm" };
    private static readonly HashSet<string> Joins = new(StringComparer.Ordinal) { "Add", "Mul" };
    private static readonly HashSet<string> Pools = new(StringComparer.Ordinal) { "GlobalAveragePool", "AveragePool", "MaxPool" };

    private readonly GraphProto _graph;
    private readonly Dictionary<string, TensorProto> _constants;
    private readonly ILookup<string, NodeProto> _readers;

    public QuantisedGraph(GraphProto graph)
    {
        _graph = graph;
        _constants = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        _readers = graph.Node.SelectMany(node => node.Input.Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);
        foreach (var node in graph.Node.Where(IsQuantised))
        {
            Values.UnionWith(Read(node));
            if (node.OpType != "Gemm")
                Values.Add(OutputOf(node));
        }
    }

    /// <summary>The values that become bytes.</summary>
    public HashSet<string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Rewrites the graph.</summary>
    /// <param name="seen">What <see cref="Values"/> were on calibration samples.</param>
    public void Rewrite(IReadOnlyDictionary<string, SeenValue> seen)
    {
        var ranges = Values.ToDictionary(value => value, value => ValueRange.Of(seen[value].Numbers), StringComparer.Ordinal);
        NodeProto[] nodes = [.. _graph.Node];
        _graph.Node.Clear();
        foreach (var input in _graph.Input.Where(input => ranges.ContainsKey(input.Name)))
            Quantise(input.Name, ranges[input.Name]);
        foreach (var node in nodes)
        {
            if (Layers.Contains(node.OpType) && IsQuantised(node))
                QuantiseWeights(node, ranges[node.Input[0]], seen[node.Input[0]].Means);
            for (var i = 0; i < node.Input.Count; i++)
                if (ranges.ContainsKey(node.Input[i]))
                    node.Input[i] = Dequantised(node.Input[i]);
            _graph.Node.Add(node);
            foreach (var output in node.Output.Where(ranges.ContainsKey))
                Quantise(output, ranges[output]);
        }

        foreach (var unread in _graph.Initializer.Where(tensor => !_graph.Node.Any(node => node.Input.Contains(tensor.Name))).ToArray())
            _graph.Initializer.Remove(unread);
    }

    private bool IsQuantised(NodeProto node) => Layers.Contains(node.OpType) ? HasConstants(node)
        : Pools.Contains(node.OpType) || (Joins.Contains(node.OpType) && node.Input.Count == 2 && !node.Input.Any(_constants.ContainsKey) && !node.Input.Any(IsOfPreprocessing));

    // A layer as Nascent writes it; those of a backbone may have other forms, and then stay as they are.
    private bool HasConstants(NodeProto node) => node.Input.Skip(1).All(input => _constants.TryGetValue(input, out var tensor) && tensor.DataType == (int)DataType.Float && tensor.RawData.Length > 0)
        && (node.OpType == "Conv" || (node.Attribute.Any(attribute => attribute is { Name: "transB", I: 1 }) && !node.Attribute.Any(attribute => attribute.Name is "alpha" or "beta" or "transA")));

    // What turns raw pixels into numbers stays as it is.
    private bool IsOfPreprocessing(string value) => _graph.Node.FirstOrDefault(node => node.Output.Contains(value)) is { OpType: "Cast" or "Sub" or "Div" };

    private static IEnumerable<string> Read(NodeProto node) => Layers.Contains(node.OpType) ? node.Input.Take(1) : node.Input;

    /// <summary>What a node gives; where a ReLU alone reads it, what that gives, since bytes cut off what is below 0 anyway.</summary>
    private string OutputOf(NodeProto node) => _readers[node.Output[0]].ToArray() is [{ OpType: "Relu" } relu] ? relu.Output[0] : node.Output[0];

    private static string Dequantised(string value) => $"{value}.dequantised";

    private void Quantise(string value, ValueRange range)
    {
        string[] form = [Constant($"{value}.scale", range.Scale), Constant($"{value}.zero", DataType.Uint8, [range.ZeroPoint], [])];
        Node("QuantizeLinear", $"{value}.bytes", [value, .. form]);
        Node("DequantizeLinear", Dequantised(value), [$"{value}.bytes", .. form]);
    }

    private void QuantiseWeights(NodeProto node, ValueRange read, double[] means)
    {
        var (kernel, name) = (_constants[node.Input[1]], node.Input[1]);
        var weights = QuantisedWeights.Of(kernel);
        var groups = (int)(node.Attribute.FirstOrDefault(attribute => attribute.Name == "group")?.I ?? 1);
        var outputs = weights.Scales.Length;
        Constant($"{name}.bytes", DataType.Int8, MemoryMarshal.AsBytes<sbyte>(weights.Codes), kernel.Dims);
        var scales = Constant($"{name}.scales", DataType.Float, MemoryMarshal.AsBytes<float>(weights.Scales), [outputs]);
        Node("DequantizeLinear", Dequantised(name), [$"{name}.bytes", scales, Constant($"{name}.zeros", DataType.Int8, new byte[outputs], [outputs])], axis: 0);
        node.Input[1] = Dequantised(name);
        var bias = node.Input.Count > 2 ? MemoryMarshal.Cast<byte, float>(_constants[node.Input[2]].RawData.Span).ToArray() : new float[outputs];
        var shifts = weights.Shifts(means, groups);
        var (codes, steps) = (new int[outputs], new float[outputs]);
        for (var output = 0; output < outputs; output++)
        {
            steps[output] = read.Scale * weights.Scales[output];
            codes[output] = (int)Math.Clamp(Math.Round((bias[output] - shifts[output]) / steps[output]), int.MinValue / 2, int.MaxValue / 2);
        }

        Constant($"{name}.bias.bytes", DataType.Int32, MemoryMarshal.AsBytes<int>(codes), [outputs]);
        var ofBias = Constant($"{name}.bias.scales", DataType.Float, MemoryMarshal.AsBytes<float>(steps), [outputs]);
        Node("DequantizeLinear", Dequantised($"{name}.bias"), [$"{name}.bias.bytes", ofBias, Constant($"{name}.bias.zeros", DataType.Int32, new byte[4 * outputs], [outputs])], axis: 0);
        if (node.Input.Count > 2)
            node.Input[2] = Dequantised($"{name}.bias");
        else
            node.Input.Add(Dequantised($"{name}.bias"));
    }

    private void Node(string op, string output, IEnumerable<string> inputs, long? axis = null)
    {
        var node = new NodeProto { Name = output, OpType = op, Input = { inputs }, Output = { output } };
        if (axis is { } along)
            node.Attribute.Add(Attribute.Of("axis", along));
        _graph.Node.Add(node);
    }

    private string Constant(string name, float value) => Constant(name, DataType.Float, MemoryMarshal.AsBytes<float>(new[] { value }), []);

    private string Constant(string name, DataType type, ReadOnlySpan<byte> bytes, IEnumerable<long> sizes)
    {
        _graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes), Dims = { sizes } });
        return name;
    }
}
