using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Onnx.Backbones;
using Nascent.Onnx.Export;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;
using Nascent.Randomness;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Tests.Backbones;

/// <summary>What a backbone gives for images, and that an exported file gives it again.</summary>
public sealed class BackboneModelTests
{
    [Theory]
    [InlineData("0..1")]
    [InlineData("-1..1")]
    [InlineData("0..255")]
    [InlineData("imagenet")]
    public void Features_are_means_of_channels_of_scaled_pixels(string scale)
    {
        // A 1×1 convolution that repeats the first channel eight times, at half the size.
        var foreign = new ForeignModel(13);
        var (weight, kernel) = (foreign.Weight(8, 3, 1, 1), foreign.Graph.Initializer[^1]);
        float[] values = [.. Enumerable.Range(0, 24).Select(i => i % 3 == 0 ? 1f : 0f)];
        kernel.RawData = Google.Protobuf.ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        foreign.Classify(foreign.Add("Conv", ["x", weight], Export.Attribute.Of("strides", 2, 2)), 8);
        var images = ForeignModel.Images(3);
        using var model = foreign.Prepare(images, scale);
        var features = model.FeaturesOf(images, null, TestContext.Current.CancellationToken);
        var (mean, deviation) = (BackboneScale.Named(scale).Mean[0], BackboneScale.Named(scale).Deviation[0]);
        for (var n = 0; n < 3; n++)
        {
            var red = Enumerable.Range(0, 16).Average(i => images.Bytes[(n * 192) + (i / 4 * 2 * 8) + (i % 4 * 2)]);
            features[n * model.FeatureCount].ShouldBe((float)((red - mean) / deviation), 1e-4f);
        }
    }

    [Fact]
    public void Places_are_the_last_of_each_height_and_cost_what_lies_before_them()
    {
        var foreign = new ForeignModel(13, DataType.Float, 3, 32, 32);
        var first = foreign.Add("Relu", [foreign.Conv("x", 3, 16, stride: 2)]);
        var second = foreign.Add("Relu", [foreign.Conv(first, 16, 24, stride: 2)]);
        foreign.Classify(second, 24);
        var images = ForeignModel.Images(2, 3, 32, 32);
        using var model = foreign.Prepare(images);
        var all = model.Places.Select(place => (place.Value, place.Features, place.Side, place.Parameters, place.MultiplyAdds, place.PeakBytes)).ToArray();
        all.ShouldContain((first, 16, 16, 432, 16L * 16 * 16 * 27, 4L * 2 * 16 * 16 * 16)); // the convolution and its activation: more than the image and the convolution
        all[^1].ShouldBe((second, 24, 8, 432 + 3456, (16L * 16 * 16 * 27) + (8 * 8 * 24 * 144), 4L * 2 * 16 * 16 * 16));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(3, 5)]
    [InlineData(3, 16)]
    public void Grey_images_and_images_of_another_size_are_fitted_inside(int channels, int side)
    {
        var foreign = new ForeignModel(13);
        foreign.Classify(foreign.Conv("x", 3, 8, stride: 2), 8);
        var images = ForeignModel.Images(2, channels, side, side);
        using var model = foreign.Prepare(images);
        model.FeaturesOf(images, null, TestContext.Current.CancellationToken).Length.ShouldBe(2 * model.FeatureCount);
    }

    [Fact]
    public void Networks_that_read_bytes_with_channels_last_are_given_them()
    {
        var foreign = new ForeignModel(13, DataType.Uint8, 8, 8, 3);
        var first = foreign.Add("Transpose", [foreign.Add("Cast", ["x"], Export.Attribute.Of("to", (long)DataType.Float))], Export.Attribute.Of("perm", 0, 3, 1, 2));
        foreign.Classify(foreign.Conv(first, 3, 8, stride: 2), 8);
        foreach (var side in (int[])[8, 12])
        {
            var images = ForeignModel.Images(2, 3, side, side);
            using var model = foreign.Prepare(images);
            model.FeaturesOf(images, null, TestContext.Current.CancellationToken).ShouldAllBe(value => float.IsFinite(value));
        }
    }

    [Fact]
    public void Colour_images_are_refused_by_a_network_for_grey_ones()
    {
        var foreign = new ForeignModel(13, DataType.Float, 1, 8, 8);
        foreign.Classify(foreign.Conv("x", 1, 8), 8);
        Should.Throw<NascentException>(() => foreign.Prepare(ForeignModel.Images(2))).Message.ShouldContain("reads grey images, and the data has 3 channels");
    }

    [Fact]
    public void A_batch_that_is_fixed_inside_is_told()
    {
        var foreign = new ForeignModel(13);
        var fixedInside = foreign.Add("Reshape", [foreign.Conv("x", 3, 8, stride: 2), foreign.Integers(1, 8, -1, 4)]);
        foreign.Classify(foreign.Conv(fixedInside, 8, 8), 8);
        Should.Throw<NascentException>(() => foreign.Prepare(ForeignModel.Images(2))).Message.ShouldContain("batch size is fixed inside");
    }

    [Fact]
    public void A_value_that_only_training_has_is_told()
    {
        var foreign = new ForeignModel(13);
        var dropped = foreign.Add("Dropout", [foreign.Conv("x", 3, 8, stride: 2)]);
        foreign.Graph.Node[^1].Output.Add("mask");
        var mask = foreign.Add("Cast", ["mask"], Export.Attribute.Of("to", (long)DataType.Float));
        foreign.Classify(foreign.Conv(foreign.Add("Mul", [dropped, mask]), 8, 8), 8);
        Should.Throw<NascentException>(() => foreign.Prepare(ForeignModel.Images(2))).Message.ShouldContain("found an operator reading 'mask', a further output of another one");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no model")]
    public void A_backbone_that_was_changed_in_a_runs_data_is_told(string bytes)
    {
        var builder = new ArchitectureBuilder("head");
        var input = builder.Input("image", TensorType.Float(TensorShape.Features(8)));
        builder.Output("scores", builder.Add(new("head"), new Operator.Linear(2, true), input));
        var network = builder.Build();
        var backbone = new Preprocessing.Backbone(ForeignModel.ImageOf(ForeignModel.Images(1)), "b.onnx", "ab", [new("last", 8, 1, 1, 1, 1)]) { Model = System.Text.Encoding.UTF8.GetBytes(bytes) };
        Should.Throw<NascentException>(() => OnnxExporter.Export(network, RandomWeights.Of(network, new Seed(1)), new LearningTask.Classification(["a", "b"]), backbone, Fixture.NoMetadata))
            .Message.ShouldContain("Backbone b.onnx: found ");
    }

    [Fact]
    public void A_network_without_a_place_to_cut_is_refused()
    {
        var foreign = new ForeignModel(13);
        var scores = foreign.Add("Flatten", [foreign.Conv("x", 3, 2)]);
        foreign.Graph.Output.Add(Tensor.Value(scores, DataType.Float, "", 128));
        Should.Throw<NascentException>(() => foreign.Prepare(ForeignModel.Images(2))).Message.ShouldContain("found no place with 8 to 8,192 features");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void An_exported_file_gives_from_pixels_what_the_head_gives_from_features(int place)
    {
        var foreign = new ForeignModel(9, DataType.Float, 3, 16, 16);
        var first = foreign.Add("Clip", [foreign.Conv("x", 3, 16, stride: 2)], Export.Attribute.Of("min", 0f), Export.Attribute.Of("max", 6f));
        foreign.Classify(foreign.Add("Relu", [foreign.Conv(first, 16, 24, stride: 2)]), 24);
        var images = ForeignModel.Images(6, 3, 16, 16);
        using var model = foreign.Prepare(images, "imagenet");
        var features = model.FeaturesOf(images, null, TestContext.Current.CancellationToken);
        var (mean, deviation) = (new float[model.FeatureCount], new float[model.FeatureCount]);
        for (var i = 0; i < mean.Length; i++)
            (mean[i], deviation[i]) = (i / 100f, 0.5f + (i / 50f));
        var backbone = model.Standardised(mean, deviation);
        var width = model.FeatureCount;
        float[] standardised = [.. features.Select((value, i) => (value - mean[i % width]) / deviation[i % width])];

        var builder = new ArchitectureBuilder("head");
        var input = builder.Input("image", TensorType.Float(TensorShape.Features(width)));
        var x = input;
        if (place >= 0)
        {
            var start = backbone.Places.Take(place).Sum(one => one.Features);
            x = builder.Add(new("keep"), new Operator.BackboneFeatures(start, backbone.Places[place].Features, backbone.Places[place].Parameters, backbone.Places[place].MultiplyAdds, backbone.Places[place].PeakBytes), input);
        }

        builder.Output("scores", builder.Add(new("head"), new Operator.Linear(3, true), x));
        var network = builder.Build();
        var weights = RandomWeights.Of(network, new Seed(3));
        var reference = standardised.Chunk(width).SelectMany(row => ReferenceInterpreter.Run(network, weights, [.. row.Select(value => (double)value)])).Select(value => (float)value).ToArray();
        var task = new LearningTask.Classification(["a", "b", "c"]);
        var export = VerifiedExport.Make(network, weights, task, backbone, Fixture.NoMetadata, new SampleValues.Embedded(images, standardised, width), reference);
        export.Parity.Samples.ShouldBe(6);
        using var loaded = OnnxModel.Load(export.File);
        loaded.Card.Preprocessing.ShouldBeOfType<Preprocessing.Image>();
        loaded.Card.Entries["backbone"].ShouldBe("foreign.onnx");
        loaded.Predict(images).Length.ShouldBe(6);
        var operators = ModelProto.Parser.ParseFrom(export.File.Bytes).Graph.Node.Count(node => node.OpType == "Conv");
        operators.ShouldBe(place == 0 ? 1 : 2, "what comes behind the place is left out");
    }
}
