using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Latency;

/// <summary>Measures how long a model takes on ONNX Runtime for one sample.</summary>
/// <remarks>Measure one model at a time, on a machine that does nothing else; nothing here waits for that.</remarks>
/// <param name="clock">What tells the time.</param>
public sealed class LatencyMeter(TimeProvider clock)
{
    /// <summary>Measures a model on one made-up sample; the time of these networks does not depend on the values.</summary>
    /// <param name="model">The model; its number of threads is what is measured.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <exception cref="NascentException">An option is out of its range.</exception>
    public LatencyMeasurement Measure(OnnxModel model, LatencyOptions? options = null) =>
        Measure(model, ExampleInput.Of(model.Card.Preprocessing), options);

    /// <summary>Measures a model on the first of the given samples.</summary>
    /// <param name="model">The model; its number of threads is what is measured.</param>
    /// <param name="sample">Raw inputs, at least one sample.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <exception cref="NascentException">The sample does not fit the model, or an option is out of its range.</exception>
    public LatencyMeasurement Measure(OnnxModel model, SampleValues sample, LatencyOptions? options = null)
    {
        using var timed = new TimedModel(model, sample);
        return Measure([timed], options)[0];
    }

    /// <summary>Measures any model on one made-up sample, in turns with <see cref="ReferenceModel"/>.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="threads">Threads that a run uses, at least 1.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <param name="cancellationToken">Ends it, also within a run.</param>
    /// <exception cref="NascentException">ONNX Runtime refuses it or cannot run it, an input cannot be made up, or an option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public (LatencyMeasurement Model, LatencyMeasurement Reference) MeasureBeside(byte[] model, string source, int threads, LatencyOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var timed = new TimedModel(model, source, threads);
        using var reference = new TimedModel(ReferenceModel.Bytes, "The reference", 1); // with more, its threads and the model's, which wait busily, would slow each other
        using var ended = cancellationToken.Register(timed.Stop);
        try
        {
            var both = Measure([timed, reference], options);
            return (both[0], both[1]);
        }
        catch (OnnxRuntimeException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new NascentException($"{source}: ONNX Runtime {OnnxRuntimeFacts.Version()} cannot run it ({failure.Message.ReplaceLineEndings(" ")}).", failure);
        }
    }

    /// <summary>Measures two models on made-up samples in turns, run by run, so that whatever slows the machine slows both.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reference">What it is compared with.</param>
    /// <param name="options">How; the defaults where null. Runs are of each, the time limit is for both together.</param>
    /// <exception cref="NascentException">An option is out of its range.</exception>
    public (LatencyMeasurement Model, LatencyMeasurement Reference) MeasureBeside(OnnxModel model, OnnxModel reference, LatencyOptions? options = null)
    {
        using var first = new TimedModel(model, ExampleInput.Of(model.Card.Preprocessing));
        using var second = new TimedModel(reference, ExampleInput.Of(reference.Card.Preprocessing));
        var both = Measure([first, second], options);
        return (both[0], both[1]);
    }

    private LatencyMeasurement[] Measure(TimedModel[] models, LatencyOptions? options)
    {
        options ??= new LatencyOptions();
        options.Validate();
        var warmUp = Time(options.WarmUpRuns, 0)[0].Count;
        var times = Time(options.Runs, options.MinimumRuns);
        return [.. models.Select((model, i) => LatencyMeasurement.Of([.. times[i]], warmUp, model.Threads, $"ONNX Runtime {OnnxRuntimeFacts.Version()}"))];

        List<double>[] Time(int runs, int atLeast)
        {
            var timesMs = Array.ConvertAll(models, _ => new List<double>(runs));
            var begun = clock.GetTimestamp();
            while (timesMs[0].Count < runs && (timesMs[0].Count < atLeast || clock.GetElapsedTime(begun) < options.TimeLimit))
                for (var i = 0; i < models.Length; i++)
                {
                    var start = clock.GetTimestamp();
                    models[i].Run();
                    timesMs[i].Add(clock.GetElapsedTime(start).TotalMilliseconds);
                }

            return timesMs;
        }
    }

    /// <summary>Measures a network that was not trained, with weights drawn from a fixed seed.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="task">What it is for.</param>
    /// <param name="preprocessing">What turns raw input into its input.</param>
    /// <param name="threads">Threads that a run uses, at least 1; 1 by default.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <exception cref="NascentException">The network does not fit the task or the preprocessing, or an option is out of its range.</exception>
    public LatencyMeasurement Measure(
        Architecture architecture, LearningTask task, Preprocessing preprocessing, int threads = 1, LatencyOptions? options = null)
    {
        var weights = UntrainedWeights.Of(architecture, new Seed(0));
        var file = OnnxExporter.Export(architecture, weights, task, preprocessing, ImmutableSortedDictionary<string, string>.Empty);
        using var model = OnnxModel.Load(file, $"Network '{architecture.Name}'", threads);
        return Measure(model, options);
    }
}
