using Microsoft.ML.OnnxRuntime;
using Nascent.Data;
using Nascent.Onnx.Metadata;
using Nascent.Onnx.Running;
using Nascent.Tasks;

namespace Nascent.Onnx.Latency;

/// <summary>A model with one sample at hand, to be run again and again.</summary>
internal sealed class TimedModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly bool _ownsSession;
    private readonly IReadOnlyCollection<string> _names;
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
        (_session, _names, _input, Threads) = (model.Session, model.Inputs.Names, model.Inputs.Take(sample, 0, 1), model.Threads);
        _outputs = [model.Card.Task is LearningTask.Classification ? OutputName.Probabilities : OutputName.PredictedNumber];
    }

    /// <summary>Any model, with a made-up sample.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="threads">Threads that a run uses, at least 1.</param>
    /// <exception cref="NascentException">ONNX Runtime refuses it, or an input is of a kind or a size that is not made up.</exception>
    public TimedModel(byte[] model, string source, int threads)
    {
        (_session, _ownsSession, Threads) = (RuntimeSession.Create(model, source, threads), true, threads);
        try
        {
            (_names, _outputs) = ([.. _session.InputMetadata.Keys], [.. _session.OutputMetadata.Keys]);
            _input = new([.. _session.InputMetadata.Select(input => MadeUpValue.Of(input.Key, input.Value, source))]);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Threads that a run uses.</summary>
    public int Threads { get; }

    /// <summary>Ends a run that goes on, and each later one at once.</summary>
    public void Stop() => _options.Terminate = true;

    /// <summary>Runs it once.</summary>
    public void Run() => _session.Run(_options, _names, _input.Values, _outputs).Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _options.Dispose();
        if (_ownsSession)
            _session.Dispose();
    }
}
