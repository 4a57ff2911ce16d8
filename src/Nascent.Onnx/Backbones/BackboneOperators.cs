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
    /// <summary>Operators, and the first version whose meaning is that of today, or that <see cref="Today"/> can rewrite.</summary>
    private static readonly FrozenDictionary<string, int> Known = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Conv"] = 1, ["ConvTranspose"] = 1, ["BatchNormalization"] = 7, ["InstanceNormalization"] = 6, ["LayerNormalization"] = 17, ["LRN"] = 1, ["LpNormalization"] = 1,
        ["Relu"] = 6, ["LeakyRelu"] = 6, ["PRelu"] = 7, ["Elu"] = 6, ["Selu"] = 6, ["Sigmoid"] = 6, ["HardSigmoid"] = 6, ["HardSwish"] = 14, ["Tanh"] = 6, ["Softplus"] = 1, ["Softsign"] = 1, ["Erf"] = 9, ["Clip"] = 6,
        ["Softmax"] = 13, ["Exp"] = 6, ["Log"] = 6, ["Sqrt"] = 6, ["Abs"] = 6, ["Neg"] = 6, ["Reciprocal"] = 6, ["Floor"] = 6, ["Ceil"] = 6, ["Pow"] = 7,
        ["Add"] = 7, ["Sub"] = 7, ["Mul"] = 7, ["Div"] = 7, ["Max"] = 8, ["Min"] = 8, ["Sum"] = 8, ["Mean"] = 8, ["Gemm"] = 7, ["MatMul"] = 1, ["Einsum"] = 12,
        ["GlobalAveragePool"] = 1, ["GlobalMaxPool"] = 1, ["AveragePool"] = 7, ["MaxPool"] = 1, ["ReduceMean"] = 1, ["ReduceMax"] = 1, ["ReduceSum"] = 1, ["ReduceL2"] = 1,
        ["Concat"] = 4, ["Split"] = 2, ["Slice"] = 1, ["Gather"] = 1, ["Flatten"] = 1, ["Reshape"] = 5, ["Transpose"] = 1, ["Squeeze"] = 1, ["Unsqueeze"] = 1, ["Expand"] = 8, ["Tile"] = 6, ["Pad"] = 2, ["Resize"] = 11,
        ["DepthToSpace"] = 1, ["SpaceToDepth"] = 1, ["Identity"] = 1, ["Dropout"] = 7, ["Cast"] = 6, ["Constant"] = 1, ["ConstantOfShape"] = 9, ["Shape"] = 1, ["Where"] = 9, ["Equal"] = 7, ["Greater"] = 7, ["Less"] = 7,
        ["Not"] = 1, ["And"] = 7, ["Or"] = 7, ["Range"] = 11,
    }.ToFrozenDictionary(StringComparer.Ordinal);

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
