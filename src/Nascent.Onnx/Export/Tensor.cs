using System.Runtime.InteropServices;
using Google.Protobuf;
using Nascent.Onnx.Schema;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Export;

/// <summary>Makes constant tensors and the types of inputs and outputs.</summary>
internal static class Tensor
{
    /// <summary>The name of the batch axis, whose size is open.</summary>
    public const string Batch = "batch";

    public static TensorProto Floats(string name, ReadOnlySpan<float> values, params IEnumerable<int> dims) =>
        Raw(name, DataType.Float, MemoryMarshal.AsBytes(values), dims);

    public static TensorProto Doubles(string name, ReadOnlySpan<double> values, params IEnumerable<int> dims) =>
        Raw(name, DataType.Double, MemoryMarshal.AsBytes(values), dims);

    public static TensorProto Integers(string name, ReadOnlySpan<long> values) =>
        Raw(name, DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>An input or output of shape (batch, <paramref name="sizes"/>).</summary>
    public static ValueInfoProto Value(string name, DataType type, string doc, params IEnumerable<int> sizes)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = Batch } } };
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = name,
            DocString = doc,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }

    private static TensorProto Raw(string name, DataType type, ReadOnlySpan<byte> bytes, IEnumerable<int> dims) =>
        new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes), Dims = { dims.Select(size => (long)size) } };
}
