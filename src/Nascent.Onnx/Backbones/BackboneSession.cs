using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Nascent.Data;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Backbones;

/// <summary>A graph of one input on ONNX Runtime, whose values are read by name.</summary>
internal sealed class BackboneSession : IDisposable
{
    private readonly string _source;
    private readonly string _input;
    private readonly string[] _outputs;
    private readonly InferenceSession _session;

    /// <param name="model">The model; its declared outputs are replaced by <paramref name="outputs"/>.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="threads">Threads that one run uses.</param>
    /// <param name="input">The name of its input.</param>
    /// <param name="outputs">The values that are read, at least one.</param>
    /// <exception cref="NascentException">ONNX Runtime refuses the model.</exception>
    public BackboneSession(ModelProto model, string source, int threads, string input, IReadOnlyCollection<string> outputs)
    {
        (_source, _input, _outputs) = (source, input, [.. outputs]);
        var shown = model.Clone();
        shown.Graph.Output.Clear();
        shown.Graph.Output.AddRange(outputs.Select(name => new ValueInfoProto { Name = name })); // the runtime infers their types
        _session = RuntimeSession.Create(shown.ToByteArray(), source, threads);
    }

    /// <summary>Runs on some images of one array of pixels.</summary>
    /// <returns>Each output's shape, the batch first, and its values.</returns>
    /// <exception cref="NascentException">ONNX Runtime cannot, or an output is not of float32.</exception>
    public (long[] Shape, float[] Values)[] Run(SampleValues.Pixels pixels, int start, int count)
    {
        using var value = Images(pixels, start, count);
        return Run(value);
    }

    /// <summary>Runs on the first images of an array of pixels, for the shapes alone.</summary>
    /// <returns>Each output's shape, the batch first.</returns>
    /// <exception cref="NascentException">ONNX Runtime cannot.</exception>
    public long[][] ShapesOf(SampleValues.Pixels pixels, int count)
    {
        using var value = Images(pixels, 0, count);
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var results = RuntimeSession.Run(_session, _source, options, [_input], [value], _outputs);
        return [.. results.Select(result => result.GetTensorTypeAndShape().Shape)];
    }

    /// <summary>Runs on values of an array of any shape.</summary>
    /// <returns>As the other overload.</returns>
    public (long[] Shape, float[] Values)[] Run<T>(T[] values, long[] shape)
        where T : unmanaged
    {
        using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(), shape);
        return Run(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static OrtValue Images(SampleValues.Pixels pixels, int start, int count)
    {
        var size = pixels.Channels * pixels.Height * pixels.Width;
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels.Bytes.AsMemory(start * size, count * size), [count, pixels.Channels, pixels.Height, pixels.Width]);
    }

    private (long[] Shape, float[] Values)[] Run(OrtValue input)
    {
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var results = RuntimeSession.Run(_session, _source, options, [_input], [input], _outputs);
        return [.. results.Select((result, i) => Read(result, _outputs[i]))];
    }

    private (long[] Shape, float[] Values) Read(OrtValue result, string name)
    {
        var info = result.GetTensorTypeAndShape();
        return info.ElementDataType switch
        {
            Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float => (info.Shape, result.GetTensorDataAsSpan<float>().ToArray()),
            Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8 => (info.Shape, Array.ConvertAll(result.GetTensorDataAsSpan<byte>().ToArray(), one => (float)one)),
            var other => throw new NascentException($"{_source}: found the value '{name}' of type {other}, expected float32. Export the network in float32."),
        };
    }
}
