using Microsoft.ML.OnnxRuntime;
using Nascent.Data;
using Nascent.Onnx.Metadata;
using Nascent.Onnx.Running;
using Nascent.Tasks;

namespace Nascent.Onnx.Latency;

/// <summary>A model with one sample at hand, to be run again and again.</summary>
internal sealed class TimedModel : IDisposable
{
    private readonly OnnxModel _model;
    private readonly InputBatch _input;
    private readonly RunOptions _options = new();
    private readonly string[] _outputs;

    /// <param name="model">The model.</param>
    /// <param name="sample">Raw inputs; the first sample is taken.</param>
    /// <exception cref="NascentException">There is no sample, or it does not fit the model.</exception>
    public TimedModel(OnnxModel model, SampleValues sample)
    {
        if (model.Inputs.Check(sample) < 1)
            throw new NascentException($"{model.Source}: found no sample to measure latency on, expected one.");
        (_model, _input) = (model, model.Inputs.Take(sample, 0, 1));
        _outputs = [model.Card.Task is LearningTask.Classification ? OutputName.Probabilities : OutputName.PredictedNumber];
    }

    /// <summary>Threads that a run uses.</summary>
    public int Threads => _model.Threads;

    /// <summary>Runs it once.</summary>
    public void Run() => _model.Session.Run(_options, _model.Inputs.Names, _input.Values, _outputs).Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _options.Dispose();
    }
}
