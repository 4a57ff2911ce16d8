using Google.Protobuf;
using Nascent.Onnx.Schema;
using Kind = Nascent.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace Nascent.Onnx.Export;

/// <summary>Makes the attributes of ONNX nodes.</summary>
internal static class Attribute
{
    public static AttributeProto Of(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    public static AttributeProto Of(string name, float value) => new() { Name = name, Type = Kind.Float, F = value };

    public static AttributeProto Of(string name, string value) => new() { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Of(string name, params long[] values) => new() { Name = name, Type = Kind.Ints, Ints = { values } };

    public static AttributeProto Of(string name, IEnumerable<float> values) => new() { Name = name, Type = Kind.Floats, Floats = { values } };

    public static AttributeProto Of(string name, IEnumerable<string> values) =>
        new() { Name = name, Type = Kind.Strings, Strings = { values.Select(ByteString.CopyFromUtf8) } };

    public static AttributeProto Of(string name, TensorProto value) => new() { Name = name, Type = Kind.Tensor, T = value };
}
