using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Quantisation;

/// <summary>Runs a model on calibration samples and sees what values inside it are.</summary>
internal static class Calibration
{
    private const int Numbers = 40_000;

    /// <summary>What values were.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The names of the values, of float32.</param>
    /// <param name="inputs">Batches of the model's inputs, in their order.</param>
    /// <param name="source">What messages call the model.</param>
    /// <exception cref="NascentException">ONNX Runtime cannot run it.</exception>
    public static Dictionary<string, SeenValue> See(ModelProto model, IReadOnlyCollection<string> values, IEnumerable<InputBatch> inputs, string source)
    {
        var seen = values.ToDictionary(name => name, _ => new SeenValue(Numbers), StringComparer.Ordinal);
        var given = model.Graph.Input.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        string[] names = [.. model.Graph.Input.Select(input => input.Name)], read = [.. values.Where(name => !given.Contains(name))];
        var shown = model.Clone();
        shown.Graph.Output.Clear();
        shown.Graph.Output.AddRange(read.Select(name => new ValueInfoProto { Name = name })); // the runtime infers their types
        using var session = RuntimeSession.Create(shown.ToByteArray(), source, 1);
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        foreach (var batch in inputs)
        {
            foreach (var (name, value) in names.Zip(batch.Values).Where(pair => seen.ContainsKey(pair.First)))
                seen[name].Add(value.GetTensorDataAsSpan<float>(), value.GetTensorTypeAndShape().Shape);
            using var results = RuntimeSession.Run(session, source, options, names, batch.Values, read);
            foreach (var (name, value) in read.Zip(results))
                seen[name].Add(value.GetTensorDataAsSpan<float>(), value.GetTensorTypeAndShape().Shape);
        }

        return seen;
    }
}
