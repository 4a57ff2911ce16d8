using System.Text;
using Nascent.Onnx.Schema;


namespace Nascent.Onnx.Tests;

/// <summary>The text of a graph without the weights' values, for snapshots.</summary>
internal static class GraphText
{
    public static string Of(byte[] bytes)
    {
        var model = ModelProto.Parser.ParseFrom(bytes);
        var text = new StringBuilder();
        text.AppendLine($"ir {model.IrVersion}, opsets {string.Join(", ", model.OpsetImport.Select(set => $"{(set.Domain.Length == 0 ? "ai.onnx" : set.Domain)} {set.Version}"))}");
        foreach (var input in model.Graph.Input)
            text.AppendLine($"input {Value(input)}");
        foreach (var output in model.Graph.Output)
            text.AppendLine($"output {Value(output)}");
        foreach (var tensor in model.Graph.Initializer)
            text.AppendLine($"constant {tensor.Name} {(TensorProto.Types.DataType)tensor.DataType}[{string.Join(",", tensor.Dims)}]");
        foreach (var node in model.Graph.Node)
            text.AppendLine($"{node.Output[0]} = {node.OpType}({string.Join(", ", node.Input)}){string.Concat(node.Attribute.Select(Attribute))} // {node.DocString}");
        return text.ToString().TrimEnd();
    }

    private static string Value(ValueInfoProto value)
    {
        var tensor = value.Type.TensorType;
        return $"{value.Name} {(TensorProto.Types.DataType)tensor.ElemType}[{string.Join(",", tensor.Shape.Dim.Select(dim => dim.HasDimParam ? dim.DimParam : $"{dim.DimValue}"))}]: {value.DocString}";
    }

    private static string Attribute(AttributeProto attribute)
    {
        var value = attribute.Type switch
        {
            AttributeProto.Types.AttributeType.Float => $"{attribute.F}",
            AttributeProto.Types.AttributeType.Int => $"{attribute.I}",
            AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
            AttributeProto.Types.AttributeType.Ints => $"[{string.Join(",", attribute.Ints)}]",
            AttributeProto.Types.AttributeType.Strings => $"[{string.Join(",", attribute.Strings.Select(text => text.ToStringUtf8()))}]",
            _ => $"{attribute.Type}",
        };
        return $" {attribute.Name}={value}";
    }
}
