using Google.Protobuf;
using Nascent.Data;
using Nascent.Onnx.Backbones;
using Nascent.Onnx.Export;
using Nascent.Onnx.Schema;
using Nascent.Randomness;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Tests.Backbones;

/// <summary>Builds small networks as other programs write them.</summary>
internal sealed class ForeignModel
{
    private readonly ModelProto _model;
    private readonly RandomStream _random = new Seed(7).Stream();

    public ForeignModel(int opset, DataType type = DataType.Float, params int[] sizes)
    {
        _model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "foreign" }, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = opset } } };
        _model.Graph.Input.Add(Tensor.Value("x", type, "", sizes.Length > 0 ? sizes : [3, 8, 8]));
    }

    public ModelProto Model => _model;

    public GraphProto Graph => _model.Graph;

    /// <summary>Adds an operator and gives the name of what it gives.</summary>
    public string Add(string op, string[] inputs, params AttributeProto[] attributes)
    {
        var output = $"{op}_{_model.Graph.Node.Count}";
        _model.Graph.Node.Add(new NodeProto { OpType = op, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    /// <summary>Adds a 3×3 convolution of random weights that keeps the size at stride 1.</summary>
    public string Conv(string x, int from, int to, int stride = 1) =>
        Add("Conv", [x, Weight(to, from, 3, 3)], Export.Attribute.Of("kernel_shape", 3, 3), Export.Attribute.Of("pads", 1, 1, 1, 1), Export.Attribute.Of("strides", stride, stride));

    /// <summary>Adds random weights.</summary>
    public string Weight(params int[] dims)
    {
        var name = $"weight_{_model.Graph.Initializer.Count}";
        float[] values = [.. Enumerable.Range(0, dims.Aggregate(1, (product, size) => product * size)).Select(_ => (float)(_random.NextDouble() - 0.5))];
        _model.Graph.Initializer.Add(Tensor.Floats(name, values, dims));
        return name;
    }

    /// <summary>Adds a list of integers.</summary>
    public string Integers(params long[] values)
    {
        var name = $"integers_{_model.Graph.Initializer.Count}";
        _model.Graph.Initializer.Add(Tensor.Integers(name, values));
        return name;
    }

    /// <summary>Ends the network with pooling and a linear layer of ten classes.</summary>
    public ForeignModel Classify(string x, int features)
    {
        var flat = Add("Flatten", [Add("GlobalAveragePool", [x])], Export.Attribute.Of("axis", 1L));
        var scores = Add("Gemm", [flat, Weight(10, features), Weight(10)], Export.Attribute.Of("transB", 1L));
        _model.Graph.Output.Add(Tensor.Value(scores, DataType.Float, "", 10));
        return this;
    }

    public BackboneFile Read() => BackboneFile.Read(_model.ToByteArray(), "foreign.onnx");

    /// <summary>Prepares it for images; the scale is that of plain bytes unless another is named.</summary>
    public BackboneModel Prepare(SampleValues.Pixels images, string scale = "0..1", int side = 8) =>
        BackboneModel.Prepare(Read(), ImageOf(images), side, BackboneScale.Named(scale), images);

    public static Preprocessing.Image ImageOf(SampleValues.Pixels images) =>
        new(images.Channels, images.Height, images.Width, [.. Enumerable.Repeat(0.5, images.Channels)], [.. Enumerable.Repeat(0.25, images.Channels)]);

    /// <summary>Images of random bytes.</summary>
    public static SampleValues.Pixels Images(int count, int channels = 3, int height = 8, int width = 8)
    {
        var random = new Seed(11).Stream();
        return new([.. Enumerable.Range(0, count * channels * height * width).Select(_ => (byte)random.NextInt(256))], channels, height, width);
    }
}
