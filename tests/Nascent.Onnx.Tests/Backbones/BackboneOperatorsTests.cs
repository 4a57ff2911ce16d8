using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Tests.Backbones;

/// <summary>Operators of old and new versions are written in the version of today. That they mean the same is what preparing a backbone checks: it runs the file as it came beside what was written.</summary>
public sealed class BackboneOperatorsTests
{
    [Theory]
    [InlineData(7, "Clip")]
    [InlineData(10, "Clip")]
    [InlineData(11, "Clip")]
    [InlineData(7, "BatchNormalization")]
    [InlineData(14, "BatchNormalization")]
    [InlineData(7, "Dropout")]
    [InlineData(13, "Dropout")]
    [InlineData(10, "Pad")]
    [InlineData(11, "Pad")]
    [InlineData(9, "Slice")]
    [InlineData(10, "Slice")]
    [InlineData(12, "Squeeze")]
    [InlineData(13, "Squeeze")]
    [InlineData(17, "ReduceMean")]
    [InlineData(18, "ReduceMean")]
    [InlineData(12, "ReduceSum")]
    [InlineData(13, "ReduceSum")]
    [InlineData(12, "Split")]
    [InlineData(13, "Split")]
    [InlineData(18, "Split")]
    [InlineData(8, "MaxPool")]
    [InlineData(17, "HardSwish")]
    [InlineData(17, "Sigmoid")]
    public void An_operator_of_any_version_gives_what_the_file_gives(int opset, string op)
    {
        var foreign = new ForeignModel(opset);
        var x = foreign.Conv("x", 3, 16, stride: 2);
        foreign.Classify(foreign.Conv(Operator(foreign, op, opset, x), 16, 12), 12);
        var images = ForeignModel.Images(5);
        using var model = foreign.Prepare(images);
        model.Places.ShouldNotBeEmpty();
        var features = model.FeaturesOf(images, null, TestContext.Current.CancellationToken);
        features.Length.ShouldBe(5 * model.FeatureCount);
        features.Distinct().Count().ShouldBeGreaterThan(5);
    }

    private static string Operator(ForeignModel foreign, string op, int opset, string x)
    {
        AttributeProto Ints(string name, params long[] values) => Export.Attribute.Of(name, values);
        string Number(float value)
        {
            var name = foreign.Weight();
            foreign.Graph.Initializer[^1].RawData = Google.Protobuf.ByteString.CopyFrom(BitConverter.GetBytes(value));
            return name;
        }

        switch (op)
        {
            case "Clip":
                return opset < 11 ? foreign.Add(op, [x], Export.Attribute.Of("min", 0f), Export.Attribute.Of("max", 0.1f)) : foreign.Add(op, [x, Number(0), Number(0.1f)]);
            case "BatchNormalization":
                string[] inputs = [x, foreign.Weight(16), foreign.Weight(16), foreign.Weight(16), Positive(foreign)];
                return opset < 9 ? foreign.Add(op, inputs, Export.Attribute.Of("spatial", 1L)) : foreign.Add(op, inputs);
            case "Dropout":
                return opset < 12 ? foreign.Add(op, [x], Export.Attribute.Of("ratio", 0.5f)) : foreign.Add(op, [x, Number(0.5f)]);
            case "Pad":
                var padded = opset < 11 ? foreign.Add(op, [x], Ints("pads", 0, 0, 1, 0, 0, 0, 0, 1)) : foreign.Add(op, [x, foreign.Integers(0, 0, 1, 0, 0, 0, 0, 1)]);
                return padded;
            case "Slice":
                return opset < 10 ? foreign.Add(op, [x], Ints("starts", [1]), Ints("ends", [3]), Ints("axes", [2])) : foreign.Add(op, [x, foreign.Integers(1), foreign.Integers(3), foreign.Integers(2)]);
            case "Squeeze":
                // A gate: the mean of each channel, as a vector and then as an image again.
                var mean = foreign.Add("GlobalAveragePool", [x]);
                var flat = opset < 13 ? foreign.Add(op, [mean], Ints("axes", 2, 3)) : foreign.Add(op, [mean, foreign.Integers(2, 3)]);
                var gate = opset < 13 ? foreign.Add("Unsqueeze", [flat], Ints("axes", 2, 3)) : foreign.Add("Unsqueeze", [flat, foreign.Integers(2, 3)]);
                return foreign.Add("Mul", [x, gate]);
            case "ReduceMean":
                return foreign.Add("Mul", [x, opset >= 18 ? foreign.Add(op, [x, foreign.Integers(2, 3)]) : foreign.Add(op, [x], Ints("axes", 2, 3))]);
            case "ReduceSum":
                return foreign.Add("Mul", [x, opset >= 13 ? foreign.Add(op, [x, foreign.Integers(2, 3)]) : foreign.Add(op, [x], Ints("axes", 2, 3))]);
            case "Split":
                AttributeProto[] attributes = opset < 13 ? [Export.Attribute.Of("axis", 1L), Ints("split", 8, 8)] : opset < 18 ? [Export.Attribute.Of("axis", 1L)] : [Export.Attribute.Of("axis", 1L), Export.Attribute.Of("num_outputs", 2L)];
                foreign.Add(op, [x], attributes);
                foreign.Graph.Node[^1].Output.Add("second");
                return foreign.Add("Concat", ["second", foreign.Graph.Node[^1].Output[0]], Export.Attribute.Of("axis", 1L));
            case "MaxPool":
                return foreign.Add(op, [x], Ints("kernel_shape", 2, 2), Ints("strides", 1, 1), Ints("pads", 0, 0, 1, 1));
            default:
                return foreign.Add(op, [x]);
        }
    }

    private static string Positive(ForeignModel foreign)
    {
        var name = foreign.Weight(16);
        var weight = foreign.Graph.Initializer[^1];
        float[] values = [.. Enumerable.Range(1, 16).Select(i => i / 16f)];
        weight.RawData = Google.Protobuf.ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return name;
    }
}
