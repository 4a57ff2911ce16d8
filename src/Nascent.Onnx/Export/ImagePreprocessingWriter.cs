using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Export;

/// <summary>Writes the input of raw pixels and their normalisation.</summary>
internal static class ImagePreprocessingWriter
{
    /// <summary>Adds the uint8 input (batch, channels, height, width) and returns the value (pixel / 255 − mean) / standard deviation.</summary>
    public static string Write(GraphWriter graph, string input, Preprocessing.Image image)
    {
        var pixels = graph.Claim(input);
        graph.Graph.Input.Add(Tensor.Value(pixels, DataType.Uint8, "pixels, 0 to 255", image.Channels, image.Height, image.Width));
        var mean = graph.Channelwise($"{input}.mean", image.Mean.Select(value => 255 * value), rank: 3);
        var deviation = graph.Channelwise($"{input}.deviation", image.StandardDeviation.Select(value => 255 * value), rank: 3);
        const string doc = "preprocessing";
        var cast = graph.Node("Cast", $"{input}.float", doc, [pixels], [Attribute.Of("to", (long)DataType.Float)]);
        var centred = graph.Node("Sub", $"{input}.centred", doc, [cast, mean]);
        return graph.Node("Div", $"{input}.normalised", doc, [centred, deviation]);
    }
}
