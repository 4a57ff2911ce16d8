using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

public sealed class OperatorTests
{
    private static readonly Operator.Convolution Plain = new(4, 3, 1, 1, 1, 1, true);

    public static TheoryData<string, Operator> Images
    {
        get
        {
            var data = new TheoryData<string, Operator>();
            void Add(string name, Operator op) => data.Add(name, op);
            Add("plain convolution", Plain);
            Add("strided convolution without bias", Plain with { Stride = 2, Bias = false });
            Add("dilated convolution", Plain with { Dilation = 2, Padding = 2 });
            Add("grouped convolution", Plain with { Groups = 2, Channels = 6 });
            Add("depthwise convolution", Plain with { Groups = 4, Kernel = 5, Padding = 2 });
            Add("pointwise convolution", Plain with { Kernel = 1, Padding = 0 });
            Add("batch norm", new Operator.BatchNorm());
            Add("batch norm with a large epsilon", new Operator.BatchNorm(0.1));
            Add("layer norm", new Operator.LayerNorm());
            Add("layer norm with a large epsilon", new Operator.LayerNorm(0.1));
            foreach (var function in Enum.GetValues<ActivationFunction>())
                Add($"activation {function}", new Operator.Activation(function));
            foreach (var kind in Enum.GetValues<PoolKind>())
            {
                Add($"{kind} pool", new Operator.Pool(kind, 2, 2, 0));
                Add($"{kind} pool with padding", new Operator.Pool(kind, 3, 2, 1));
                Add($"{kind} pool at stride 1 with padding", new Operator.Pool(kind, 3, 1, 1));
                Add($"global {kind} pool", new Operator.GlobalPool(kind));
            }

            Add("zero", new Operator.Zero());
            Add("strided zero", new Operator.Zero(2));
            Add("identity", new Operator.Identity());
            Add("dropout", new Operator.Dropout(0.5));
            Add("sum of one", new Operator.Add());
            Add("concatenation of one", new Operator.Concat());
            Add("flatten", new Operator.Flatten());
            Add("resize to larger", new Operator.Resize(11, 9));
            Add("resize to smaller", new Operator.Resize(3, 4));
            Add("resize to one pixel", new Operator.Resize(1, 1));
            Add("resize to the same size", new Operator.Resize(7, 6));
            Add("slice", new Operator.Slice(3));
            Add("slice of everything", new Operator.Slice(4));
            Add("slice from the middle", new Operator.Slice(2, 1));
            Add("pad", new Operator.PadChannels(7));
            Add("pad by nothing", new Operator.PadChannels(4));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Every_operator_on_images_computes_what_its_definition_says(string name, Operator op) =>
        Verify(Fixture.OfImages(new Seed(1).Derive(name), 2, 7, 6, (net, image) =>
            net.Add(new("under.test"), op, net.Add(new("stem"), Plain, image))));

    [Theory]
    [InlineData("linear without bias")]
    [InlineData("batch norm")]
    [InlineData("layer norm")]
    [InlineData("gelu")]
    [InlineData("zero")]
    [InlineData("slice")]
    [InlineData("slice of the last")]
    [InlineData("pad")]
    [InlineData("flatten")]
    [InlineData("functions of each feature")]
    [InlineData("periodic functions of each feature")]
    [InlineData("members of an ensemble")]
    [InlineData("multiply")]
    [InlineData("concatenate")]
    [InlineData("add")]
    public void Every_operator_on_vectors_computes_what_its_definition_says(string name) =>
        Verify(Fixture.OfTable(new Seed(2).Derive(name), (net, columns) =>
        {
            var hidden = net.Add(new("hidden"), new Operator.Linear(6, true), columns);
            var path = new NodePath("under.test");
            return name switch
            {
                "linear without bias" => net.Add(path, new Operator.Linear(5, false), hidden),
                "batch norm" => net.Add(path, new Operator.BatchNorm(), net.Add(new("relu"), new Operator.Activation(ActivationFunction.Relu), hidden)),
                "layer norm" => net.Add(path, new Operator.LayerNorm(), hidden),
                "gelu" => net.Add(path, new Operator.Activation(ActivationFunction.Gelu), hidden),
                "zero" => net.Add(path, new Operator.Zero(), hidden),
                "slice" => net.Add(path, new Operator.Slice(4), hidden),
                "slice of the last" => net.Add(path, new Operator.Slice(2, 4), hidden),
                "pad" => net.Add(path, new Operator.PadChannels(9), hidden),
                "flatten" => net.Add(path, new Operator.Flatten(), hidden),
                "functions of each feature" => net.Add(path, new Operator.FeatureEmbedding(3), hidden),
                "periodic functions of each feature" => net.Add(path, new Operator.PeriodicEmbedding(3, 0.4), hidden),
                "members of an ensemble" => net.Add(path, new Operator.EnsembleOutputs(3),
                    net.Add(new("each"), new Operator.Convolution(6, 1, 1, 0, 1, 1, true), net.Add(new("inputs"), new Operator.EnsembleInputs(4), hidden))),
                "multiply" => net.Add(path, new Operator.Multiply(), hidden, net.Add(new("gate"), new Operator.Activation(ActivationFunction.Sigmoid), hidden)),
                "concatenate" => net.Add(path, new Operator.Concat(), hidden, columns, hidden),
                _ => net.Add(path, new Operator.Add(), hidden, net.Add(new("tanh"), new Operator.Activation(ActivationFunction.Tanh), hidden), hidden, hidden),
            };
        }));

    [Fact]
    public void A_gate_of_one_value_a_channel_multiplies_the_whole_channel() =>
        Verify(Fixture.OfImages(new Seed(3), 3, 6, 6, (net, image) =>
        {
            var pooled = net.Add(new("squeeze"), new Operator.GlobalPool(PoolKind.Average), image);
            var gate = net.Add(new("gate"), new Operator.Activation(ActivationFunction.HardSigmoid), net.Add(new("excite"), new Operator.Convolution(3, 1, 1, 0, 1, 1, true), pooled));
            return net.Add(new("scaled"), new Operator.Multiply(), image, gate);
        }));

    [Fact]
    public void Images_concatenate_along_channels() =>
        Verify(Fixture.OfImages(new Seed(4), 2, 5, 5, (net, image) =>
            net.Add(new("joined"), new Operator.Concat(), image, net.Add(new("stem"), Plain, image), image)));

    internal static void Verify(Fixture fixture)
    {
        using var model = OnnxModel.Load(fixture.Export());
        var report = ParityCheck.Run(model, fixture.Inputs, fixture.Reference());
        report.Samples.ShouldBe(fixture.Samples);
        report.MaxDelta.ShouldBeLessThanOrEqualTo(3e-6 * Math.Max(1, report.Scale));
    }
}
