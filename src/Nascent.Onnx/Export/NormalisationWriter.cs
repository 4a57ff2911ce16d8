using Nascent.Architectures;

namespace Nascent.Onnx.Export;

/// <summary>Writes layer normalisation of images.</summary>
internal static class NormalisationWriter
{
    /// <summary>Normalises over (channels, height, width) and then scales and shifts each channel.</summary>
    /// <remarks>
    /// ONNX's LayerNormalization wants a scale for each element, and opset 17 has no GroupNormalization; InstanceNormalization over all
    /// elements as one channel is the same mean and variance.
    /// </remarks>
    public static string Image(GraphWriter graph, string path, double epsilon, string x, TensorShape shape, string scale, string shift)
    {
        var one = graph.Initializer($"{path}.one", name => Tensor.Floats(name, [1f], 1));
        var zero = graph.Initializer($"{path}.zero", name => Tensor.Floats(name, [0f], 1));
        var flat = graph.Node("Reshape", $"{path}.flat", path, [x, graph.Integers(0, 1, -1)]); // (batch, 1, channels · height · width)
        var normal = graph.Node("InstanceNormalization", $"{path}.normal", path, [flat, one, zero], [Attribute.Of("epsilon", (float)epsilon)]);
        var sizes = shape.Axes.Select(axis => (long)axis.Size);
        var image = graph.Node("Reshape", $"{path}.image", path, [normal, graph.Integers([0, .. sizes])]); // (batch, channels, height, width)
        return graph.Node("Add", path, path, [graph.Node("Mul", $"{path}.scaled", path, [image, scale]), shift]);
    }
}
