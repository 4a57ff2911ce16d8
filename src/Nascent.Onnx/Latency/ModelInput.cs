using System.Collections.Immutable;
using Nascent.Onnx.Schema;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Latency;

/// <summary>An input of a model, for runtimes that do not say what they read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its elements are: <c>float32</c>, <c>float64</c>, <c>uint8</c> or <c>string</c>.</param>
/// <param name="Sizes">Its sizes for one sample.</param>
public sealed record ModelInput(string Name, string Type, ImmutableArray<int> Sizes)
{
    /// <summary>The inputs of a model that Nascent wrote.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <exception cref="NascentException">An input is of another kind.</exception>
    public static ImmutableArray<ModelInput> Of(byte[] model) => [.. ModelProto.Parser.ParseFrom(model).Graph.Input.Select(input => new ModelInput(
        input.Name,
        (DataType)input.Type.TensorType.ElemType switch
        {
            DataType.Float => "float32",
            DataType.Double => "float64",
            DataType.Uint8 => "uint8",
            DataType.String => "string",
            var other => throw new NascentException($"Input '{input.Name}': found elements of the kind {other}, expected float, double, bytes or texts."),
        },
        [.. input.Type.TensorType.Shape.Dim.Select(size => size.HasDimValue ? (int)size.DimValue : 1)]))];
}
