using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Onnx.Quantisation;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests.Quantisation;

public sealed class Int8QuantiserTests
{
    private static readonly LearningTask Task = new LearningTask.Classification(["a", "b", "c", "d"]);
    private static readonly Preprocessing Grey = new Preprocessing.Image(1, 28, 28, [0.3], [0.25]);

    private static SampleValues.Pixels Pixels(int count, int key)
    {
        var stream = new Seed(9).Derive(key).Stream();
        return new([.. Enumerable.Range(0, count * 28 * 28).Select(i => (byte)(128 + (100 * Math.Sin((i % 28 * 0.3) + (key * 0.7) + (i / 784))) + stream.NextInt(20)))], 1, 28, 28);
    }

    private static OnnxModelFile Exported(string space, int key, out Architecture network)
    {
        var known = SpaceCatalog.Create(space);
        network = known.Resolve(known.Genotypes.SampleByDecision(new Seed(3).Derive(key)), Signature.Image(1, 28, 28, 4));
        return OnnxExporter.Export(network, RandomWeights.Of(network, new Seed(1)), Task, Grey, ImmutableSortedDictionary<string, string>.Empty.Add("data", "made up"));
    }

    public static TheoryData<string> Spaces => [ElasticMobile.Name, ElasticResNet.Name, TinyCnn.Name];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Bytes_give_nearly_what_floats_give_in_a_much_smaller_file(string space)
    {
        for (var key = 0; key < 4; key++)
        {
            var file = Exported(space, key, out _);
            var quantised = Int8Quantiser.Quantise(file, Pixels(64, 1));
            using var model = OnnxModel.Load(file);
            using var small = OnnxModel.Load(quantised);
            small.Card.Entries["data"].ShouldBe("made up");
            small.Card.Entries["precision"].ShouldBe("int8, calibrated on 64 samples");
            var (expected, found) = (model.Run(Pixels(32, 2)), small.Run(Pixels(32, 2)));
            var spread = Math.Sqrt(expected.Select(value => Math.Pow(value - expected.Average(), 2)).Average());
            var error = Math.Sqrt(expected.Zip(found, (one, other) => Math.Pow(one - other, 2)).Average());
            (error / spread).ShouldBeLessThan(0.35, $"{space} {key}");
            found.ShouldNotBe(expected);
            if (file.Bytes.Length > 500_000)
                quantised.Bytes.Length.ShouldBeLessThan(file.Bytes.Length / 2);
        }
    }

    [Fact]
    public void The_runtime_computes_convolutions_with_bytes()
    {
        var quantised = Int8Quantiser.Quantise(Exported(ElasticResNet.Name, 0, out _), Pixels(32, 1));
        var optimised = OptimisedTypes(quantised.Bytes);
        optimised.ShouldContain("QLinearConv");
        optimised.ShouldNotContain("Conv");
    }

    [Fact]
    public void A_bias_takes_back_what_rounding_weights_shifts()
    {
        // A kernel of equal weights just below half a step is rounded down everywhere: without correction the output is too small.
        float[] kernel = [127f, .. Enumerable.Repeat(0.49f, 63)];
        var weights = QuantisedWeights.Of(new TensorProto { Dims = { 1L, 64L }, RawData = Google.Protobuf.ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(kernel)) });
        weights.Codes[0].ShouldBe((sbyte)127);
        weights.Codes.Skip(1).ShouldAllBe(code => code == 0);
        weights.Shifts([.. Enumerable.Repeat(2.0, 64)], 1)[0].ShouldBe(-63 * 0.49 * 2, 1e-3);
    }

    [Fact]
    public void A_range_cuts_off_what_is_rare_and_far_and_keeps_zero()
    {
        float[] numbers = [.. Enumerable.Range(0, 400_000).Select(i => i / 200_000f), 3];
        var range = ValueRange.Of(numbers);
        range.ZeroPoint.ShouldBe((byte)0);
        (255 * range.Scale).ShouldBeLessThan(2.6f);
        ((int)ValueRange.Of([-1f, 0.5f, 3f]).ZeroPoint).ShouldBeInRange(50, 80);
    }

    [Fact]
    public void No_sample_is_refused() =>
        Should.Throw<NascentException>(() => Int8Quantiser.Quantise(Exported(TinyCnn.Name, 0, out _), Pixels(0, 1))).Message.ShouldContain("found no sample to calibrate on");

    private static ImmutableArray<string> OptimisedTypes(byte[] model)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var options = new Microsoft.ML.OnnxRuntime.SessionOptions { OptimizedModelFilePath = path, GraphOptimizationLevel = Microsoft.ML.OnnxRuntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED, LogSeverityLevel = Microsoft.ML.OnnxRuntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL })
            using (new Microsoft.ML.OnnxRuntime.InferenceSession(model, options))
            {
            }

            return [.. ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Node.Select(node => node.OpType)];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
