using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Export;
using Nascent.Randomness;

namespace Nascent.Onnx.Latency;

/// <summary>A small model that is timed in turns with others, so that what the machine has become slower or faster by can be divided out.</summary>
public static class ReferenceModel
{
    private static readonly Lazy<byte[]> Made = new(Make);

    /// <summary>The bytes of its ONNX file: a pointwise, a depthwise and a dense convolution on 14×14 values of 16 channels. It takes some hundredths of a millisecond.</summary>
    public static byte[] Bytes => Made.Value;

    private static byte[] Make()
    {
        const int Channels = 16;
        var builder = new ArchitectureBuilder("reference");
        var x = builder.Input("x", TensorType.Float(TensorShape.Image(1, 14, 14)));
        x = builder.Add(new NodePath("pointwise"), new Operator.Convolution(Channels, 1, 1, 0, 1, 1, true), x);
        x = builder.Add(new NodePath("depthwise"), new Operator.Convolution(Channels, 3, 1, 1, 1, Channels, true), x);
        x = builder.Add(new NodePath("dense"), new Operator.Convolution(Channels, 3, 1, 1, 1, 1, true), x);
        builder.Output("y", builder.Add(new NodePath("pool"), new Operator.GlobalPool(PoolKind.Average), x));
        var network = builder.Build();
        return OnnxExporter.ExportPiece(network, UntrainedWeights.Of(network, new Seed(0)), null, null);
    }
}
