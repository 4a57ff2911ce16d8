using System.Collections.Frozen;
using Google.Protobuf.Collections;
using Nascent.Onnx.Export;
using Nascent.Onnx.Schema;
using Kind = Nascent.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace Nascent.Onnx.Backbones;

/// <summary>The operators that a backbone may have, and what they are in the version that Nascent writes (<see cref="OnnxExporter.OperatorSet"/>).</summary>
/// <remarks>The differences between versions are those of the ONNX specification's change log. Whether a file means the same afterwards is measured: <see cref="BackboneModel"/> runs both.</remarks>
internal static class BackboneOperators
{
    /// <summary>Operators by the first version whose meaning is that of today, or that <see cref="Today"/> can rewrite.</summary>
    private static readonly FrozenDictionary<string, int> Known = new[]
    {
        (1, "Conv ConvTranspose LRN LpNormalization Softplus Softsign MatMul GlobalAveragePool GlobalMaxPool MaxPool ReduceMean ReduceMax ReduceSum ReduceL2"),
        (1, "Slice Gather Flatten Transpose Squeeze Unsqueeze DepthToSpace SpaceToDepth Identity Constant Shape Not"),
        (2, "Split Pad"),
        (4, "Concat"),
        (5, "Reshape"),
        (6, "InstanceNormalization Relu LeakyRelu Elu Selu Sigmoid HardSigmoid Tanh Clip Exp Log Sqrt Abs Neg Reciprocal Floor Ceil Tile Cast"),
        (7, "BatchNormalization PRelu Pow Add Sub Mul Div Gemm AveragePool Dropout Equal Greater Less And Or"),
        (8, "Max Min Sum Mean Expand"),
        (9, "Erf ConstantOfShape Where"),
        (11, "Resize Range"),
        (12, "Einsum"),
        (13, "Softmax"),
        (14, "HardSwish"),
        (17, "LayerNormalization"),
    }.SelectMany(one => one.Item2.Split(' ').Select(op => (Op: op, Since: one.Item1))).ToFrozenDictionary(one => one.Op, one => one.Since, StringComparer.Ordinal);

    /// <summary>Whether a domain is that of the standard operators.</summary>
    public static bool IsStandard(string domain) => domain is "" or "ai.onnx";

    /// <summary>Checks that an operator may be in a backbone.</summary>
    /// <exception cref="NascentException">It may not.</exception>
    public static void Require(NodeProto node, long opset, string source)
    {
        if (!IsStandard(node.Domain) || !Known.TryGetValue(node.OpType, out var since))
            throw new NascentException($"{source}: found the operator {(IsStandard(node.Domain) ? "" : $"{node.Domain}.")}{node.OpType}, expected operators of float32 networks for images without loops and branches. {Advice(node)}");
        if (opset < since)
            throw new NascentException($"{source}: found {node.OpType} of version {opset} (opset), expected {since} or newer. Export the network again with a newer version.");
        if (node.Attribute.FirstOrDefault(attribute => attribute.Type is Kind.Graph or Kind.Graphs) is { } inner)
            throw new NascentException($"{source}: found a graph inside of {node.OpType} ('{inner.Name}'), expected plain operators.");
        if (node.Attribute.Any(attribute => attribute.T is { DataLocation: TensorProto.Types.DataLocation.External }))
            throw new NascentException($"{source}: found a constant of {node.OpType} in another file, expected all values inside. Save the model as one file.");
    }

    /// <summary>An operator as it is written today.</summary>
    /// <param name="node">The operator; it is not changed.</param>
    /// <param name="opset">Its version.</param>
    /// <param name="constants">Gives the integers of a value that does not depend on the images; null where they are not known.</param>
    /// <param name="number">Adds a constant of a number and gives its name.</param>
    /// <param name="integers">Adds a constant of integers and gives its name.</param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="NascentException">It cannot be written so.</exception>
    public static NodeProto Today(NodeProto node, long opset, Func<string, long[]?> constants, Func<float, string> number, Func<long[], string> integers, string source)
    {
        var today = node.Clone();
        today.Domain = "";
        switch (node.OpType)
        {
            case "BatchNormalization":
                if (opset < 9 && Take(today, "spatial") is { I: 0 })
                    throw Unwritable("with a scale for each pixel");
                KeepFirstOutput(today);
                break;
            case "Dropout":
                today.OpType = "Identity";
                today.Attribute.Clear();
                KeepFirst(today.Input);
                KeepFirstOutput(today);
                break;
            case "MaxPool":
                KeepFirstOutput(today);
                break;
            case "Clip" when opset < 11:
                var (least, most) = (Take(today, "min"), Take(today, "max"));
                today.Input.Add(least is null ? "" : number(least.F));
                today.Input.Add(most is null ? "" : number(most.F));
                break;
            case "Pad" when opset < 11:
                var (pads, value) = (Take(today, "pads") ?? Take(today, "paddings"), Take(today, "value"));
                today.Input.Add(integers([.. pads?.Ints ?? throw Unwritable("without 'pads'")]));
                today.Input.Add(number(value?.F ?? 0));
                break;
            case "Slice" when opset < 10:
                var (starts, ends, axes) = (Take(today, "starts"), Take(today, "ends"), Take(today, "axes"));
                if (starts is null || ends is null)
                    throw Unwritable("without 'starts' and 'ends'");
                today.Input.Add(integers([.. starts.Ints]));
                today.Input.Add(integers([.. ends.Ints]));
                if (axes is not null)
                    today.Input.Add(integers([.. axes.Ints]));
                break;
            case "Squeeze" or "Unsqueeze" or "ReduceSum" when opset < 13:
                if (Take(today, "axes") is { } removed)
                    today.Input.Add(integers([.. removed.Ints]));
                break;
            case "ReduceMean" or "ReduceMax" or "ReduceL2" when opset >= 18:
                ReduceByAttribute(today);
                break;
            case "Split" when opset < 13:
                if (Take(today, "split") is { } parts)
                    today.Input.Add(integers([.. parts.Ints]));
                break;
            case "Split" when opset >= 18:
                Take(today, "num_outputs"); // without it the axis is shared out evenly
                break;
            case "Cast":
                Take(today, "saturate");
                break;
        }

        return today;

        NascentException Unwritable(string what) => new($"{source}: found {node.OpType} {what}, which version {OnnxExporter.OperatorSet} of the operators cannot say. Export the network again with this version.");

        void ReduceByAttribute(NodeProto reduce)
        {
            var isEmpty = Take(reduce, "noop_with_empty_axes") is { I: not 0 };
            var axes = reduce.Input.Count > 1 && reduce.Input[1].Length > 0 ? constants(reduce.Input[1]) ?? throw Unwritable("over axes that are computed") : null;
            if (axes is null && isEmpty)
                throw Unwritable("over no axes");
            KeepFirst(reduce.Input);
            if (axes is not null)
                reduce.Attribute.Add(Export.Attribute.Of("axes", axes));
        }
    }

    private static AttributeProto? Take(NodeProto node, string name)
    {
        var found = node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
        if (found is not null)
            node.Attribute.Remove(found);
        return found;
    }

    private static void KeepFirstOutput(NodeProto node) => KeepFirst(node.Output);

    private static void KeepFirst(RepeatedField<string> names)
    {
        while (names.Count > 1)
            names.RemoveAt(names.Count - 1);
    }

    private static string Advice(NodeProto node) => node.OpType switch
    {
        "QLinearConv" or "ConvInteger" or "DequantizeLinear" or "QuantizeLinear" or "QLinearMatMul" => "It is a network of integers: take the float32 one.",
        "Loop" or "If" or "Scan" => "Export it for a fixed input.",
        "Upsample" => "Export it again with a newer version (opset 11 or later).",
        "Gelu" or "GroupNormalization" or "Mish" => $"Export it with version {OnnxExporter.OperatorSet} (opset).",
        _ => "Take another network, or export it again.",
    };
}
