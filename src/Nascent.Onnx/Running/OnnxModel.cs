using System.Collections.Immutable;
using System.Numerics.Tensors;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Nascent.Data;
using Nascent.Files;
using Nascent.Onnx.Metadata;
using Nascent.Onnx.Schema;
using Nascent.Tasks;

namespace Nascent.Onnx.Running;

/// <summary>A model file that Nascent made, loaded into ONNX Runtime.</summary>
/// <remarks>Runs are safe from several threads at once; dispose it once nothing runs any more.</remarks>
public sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ModelInputs _inputs;

    private OnnxModel(string source, ModelCard card, int threads, InferenceSession session, ModelInputs inputs)
    {
        (Source, Card, Threads) = (source, card, threads);
        (_session, _inputs) = (session, inputs);
    }

    /// <summary>Where it came from, for messages: the file's path.</summary>
    public string Source { get; }

    /// <summary>What the file says about itself.</summary>
    public ModelCard Card { get; }

    /// <summary>Threads that one run uses.</summary>
    public int Threads { get; }

    /// <summary>The values that one sample has in <see cref="Run"/>'s result.</summary>
    public int OutputCount => Card.Task.Outputs;

    internal ModelInputs Inputs => _inputs;

    internal InferenceSession Session => _session;

    /// <summary>Loads a model from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads that one run uses, at least 1; 1 by default.</param>
    /// <exception cref="NascentException">The file cannot be read, is no ONNX model, was not made by Nascent, was changed since, or cannot be run.</exception>
    public static OnnxModel Load(string path, int threads = 1)
    {
        if (File.Exists(path))
            RegularFile.Require(path, "an .onnx file");
        try
        {
            if (new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) is { Exists: true, Length: 0 })
                throw new NascentException($"{path}: found an empty file, expected an .onnx file.");
            return Load(new OnnxModelFile(File.ReadAllBytes(path)), path, threads);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"{path}: cannot read the model ({error.Message}). Give the path of an .onnx file.", error);
        }
    }

    /// <summary>Loads a model from bytes in memory.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="threads">Threads that one run uses, at least 1; 1 by default.</param>
    /// <exception cref="NascentException">The bytes are no ONNX model, were not made by Nascent, were changed since, or cannot be run.</exception>
    public static OnnxModel Load(OnnxModelFile file, string source = "model", int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var model = Parse(file.Bytes, source);
        var card = ModelCard.ReadFrom(model, source);
        GraphContract.Check(model.Graph, card, source);
        var inputs = new ModelInputs(source, card.Preprocessing, [.. model.Graph.Input.Select(input => (input.Name, GraphContract.IsDouble(input)))]);
        return new OnnxModel(source, card, threads, RuntimeSession.Create(file.Bytes, source, threads), inputs);
    }

    /// <summary>What the network gives: scores before softmax for a classification, standardised numbers for a regression.</summary>
    /// <remarks>This is what metrics and <see cref="Parity.ParityCheck"/> read; <see cref="Predict"/> gives numbers in the target's own unit.</remarks>
    /// <param name="values">Raw inputs; images of the model's size, or columns with the model's names.</param>
    /// <param name="batchSize">Samples that run at once, at least 1.</param>
    /// <returns>(samples, <see cref="OutputCount"/>), row-major.</returns>
    /// <exception cref="NascentException">The inputs do not fit the model.</exception>
    public float[] Run(SampleValues values, int batchSize = 128)
    {
        var outputs = RunFor(Card.Task is LearningTask.Classification ? OutputName.Scores : OutputName.PredictedNumber, values, batchSize);
        return Card.Task is LearningTask.Regression regression
            ? Array.ConvertAll(outputs, number => (float)((number - regression.Mean) / regression.StandardDeviation))
            : Array.ConvertAll(outputs, score => (float)score);
    }

    /// <summary>What the model predicts for each sample.</summary>
    /// <param name="values">Raw inputs; images of the model's size, or columns with the model's names.</param>
    /// <param name="top">For a classification, how many classes are listed, at least 1; 3 by default.</param>
    /// <exception cref="NascentException">The inputs do not fit the model, or it gives no finite number for one of them.</exception>
    public ImmutableArray<Prediction> Predict(SampleValues values, int top = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        var outputs = RunFor(Card.Task is LearningTask.Classification ? OutputName.Probabilities : OutputName.PredictedNumber, values, batchSize: 128);
        var count = outputs.Length / OutputCount;
        var predictions = ImmutableArray.CreateBuilder<Prediction>(count);
        for (var i = 0; i < count; i++)
        {
            var row = outputs.AsSpan(i * OutputCount, OutputCount);
            if (!AllFinite(row))
                throw new NascentException($"{Source}: gives no finite number for sample {i}. Look for infinite or very large values in the input.");
            predictions.Add(Prediction.From(row, Card.Task, top));
        }

        return predictions.MoveToImmutable();
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private double[] RunFor(string output, SampleValues values, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        var count = _inputs.Check(values);
        var outputs = new double[count * OutputCount];
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        for (var start = 0; start < count; start += batchSize)
        {
            var size = Math.Min(batchSize, count - start);
            using var batch = _inputs.Take(values, start, size);
            using var results = RuntimeSession.Run(_session, Source, options, _inputs.Names, batch.Values, output);
            Copy(results[0], outputs.AsSpan(start * OutputCount, size * OutputCount));
        }

        return outputs;
    }

    private void Copy(OrtValue found, Span<double> outputs)
    {
        var info = found.GetTensorTypeAndShape();
        if (info.ElementCount != outputs.Length)
            throw new NascentException($"{Source}: gives {info.ElementCount} values, expected {outputs.Length}, as its metadata says. Export the model again.");
        if (info.ElementDataType == TensorElementType.Double)
            found.GetTensorDataAsSpan<double>().CopyTo(outputs);
        else
            TensorPrimitives.ConvertChecked(found.GetTensorDataAsSpan<float>(), outputs);
    }

    private static bool AllFinite(ReadOnlySpan<double> row)
    {
        foreach (var value in row)
            if (!double.IsFinite(value))
                return false;
        return true;
    }

    private static ModelProto Parse(byte[] bytes, string source)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(bytes);
            if (model.Graph is { Node.Count: > 0 })
                return model;
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new NascentException($"{source}: found no ONNX model ({bytes.Length} bytes that do not parse), expected an .onnx file. Was it cut short?", error);
        }

        throw new NascentException($"{source}: found no ONNX model ({bytes.Length} bytes without a graph), expected an .onnx file.");
    }
}
