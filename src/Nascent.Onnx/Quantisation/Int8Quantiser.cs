using Google.Protobuf;
using Nascent.Data;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Quantisation;

/// <summary>Makes a model compute with bytes: static quantisation after training, with ranges from calibration samples.</summary>
/// <remarks>
/// Weights are signed bytes with a scale for each output, values between layers unsigned bytes with one scale; ranges are those with the least squared error, and biases take back what rounding weights shifts on average
/// (Nagel et al. 2019, section 4.2). Jacob et al. 2018 is the arithmetic. Cross-layer equalisation is left out: with a scale for each output it has nothing to equalise in weights. The last layer's output stays in float32.
/// The model is no exact copy: judge it by its own score. Thread-safe.
/// </remarks>
public static class Int8Quantiser
{
    /// <summary>Samples that ranges come from where there are as many.</summary>
    public const int UsualSamples = 256;

    private const int BatchSize = 32;

    /// <summary>Quantises a model that Nascent exported.</summary>
    /// <param name="file">The model.</param>
    /// <param name="calibration">Real raw inputs, at least one sample, none of them of the test part.</param>
    /// <param name="source">What messages call the model.</param>
    /// <exception cref="NascentException">The model cannot be read or run, or the samples do not fit it.</exception>
    public static OnnxModelFile Quantise(OnnxModelFile file, SampleValues calibration, string source = "model")
    {
        using var model = OnnxModel.Load(file, source);
        var count = model.Inputs.Check(calibration);
        if (count < 1)
            throw new NascentException($"{source}: found no sample to calibrate on, expected at least one.");
        InputBatch[] batches = [.. Enumerable.Range(0, (count + BatchSize - 1) / BatchSize).Select(i => model.Inputs.Take(calibration, i * BatchSize, Math.Min(BatchSize, count - (i * BatchSize))))];
        try
        {
            var proto = ModelProto.Parser.ParseFrom(file.Bytes);
            Rewrite(proto, batches, source);
            proto.MetadataProps.Clear();
            (model.Card with { Entries = model.Card.Entries.SetItem("precision", $"int8, calibrated on {count} samples") }).WriteTo(proto);
            return new OnnxModelFile(proto.ToByteArray());
        }
        finally
        {
            foreach (var batch in batches)
                batch.Dispose();
        }
    }

    /// <summary>Quantises any model that Nascent wrote for timing, by a made-up sample: its speed does not depend on ranges.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="NascentException">ONNX Runtime cannot run it.</exception>
    public static byte[] QuantiseForTiming(byte[] model, string source)
    {
        var proto = ModelProto.Parser.ParseFrom(model);
        InputBatch batch;
        using (var session = RuntimeSession.Create(model, source, 1))
            batch = new([.. session.InputMetadata.Select(input => MadeUpValue.Of(input.Key, input.Value, source))]);
        using (batch)
            Rewrite(proto, [batch], source);
        return proto.ToByteArray();
    }

    private static void Rewrite(ModelProto model, IReadOnlyList<InputBatch> batches, string source)
    {
        var graph = new QuantisedGraph(model.Graph);
        if (graph.Values.Count > 0)
            graph.Rewrite(Calibration.See(model, graph.Values, batches, source));
    }
}
