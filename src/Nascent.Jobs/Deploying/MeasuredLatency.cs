using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Jobs.Catalogues;
using Nascent.Journal;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Quantisation;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Jobs.Deploying;

/// <summary>Latency on this machine: the network is exported with weights that were not trained and timed on ONNX Runtime.</summary>
/// <remarks>
/// The value comes from a clock; the journal has it, and a resumed run reads it from there. In a search the workers pause meanwhile. The network takes turns with a hand-designed one, which
/// was timed when the run began, and what has become slower or faster since is divided out.
/// </remarks>
/// <param name="data">Says what goes in and must come out.</param>
/// <param name="int8">Whether networks compute with bytes.</param>
/// <param name="time">The clock.</param>
/// <param name="referenceMs">What the hand-designed network took when the run began, in milliseconds; null for the value as it is measured.</param>
/// <param name="pause">Keeps others from computing meanwhile; null where nothing else does.</param>
internal sealed class MeasuredLatency(PreparedData data, bool int8, TimeProvider time, double? referenceMs = null, Func<IDisposable>? pause = null) : ICostModel
{
    private static readonly LatencyOptions Brief = new() { WarmUpRuns = 5, Runs = 60, MinimumRuns = 10, TimeLimit = TimeSpan.FromMilliseconds(400) };

    /// <inheritdoc/>
    public string Metric => Tasks.Metric.Latency.Name;

    /// <inheritdoc/>
    public bool IsMeasured => true;

    /// <summary>Whether a run asks for latency in its search.</summary>
    public static bool IsWanted(RunSpec spec) =>
        spec.Objectives.Any(objective => objective.Metric == Tasks.Metric.Latency.Name) || spec.Constraints.Any(constraint => constraint.Metric == Tasks.Metric.Latency.Name);

    /// <summary>What the hand-designed network takes now, in milliseconds.</summary>
    public static double ReferenceMs(PreparedData data, TimeProvider time, bool int8)
    {
        using var model = Load(Reference(data), data, int8);
        return new LatencyMeter(time).Measure(model, Brief).MedianMs;
    }

    /// <inheritdoc/>
    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture)
    {
        using var quiet = pause?.Invoke();
        return [(NodePath.Root, Milliseconds(architecture))];
    }

    private double Milliseconds(Architecture architecture)
    {
        using var model = Load(architecture, data, int8);
        if (referenceMs is not { } then)
            return new LatencyMeter(time).Measure(model, Brief).MedianMs;
        using var reference = Load(Reference(data), data, int8);
        var now = new LatencyMeter(time).MeasureBeside(model, reference, Brief);
        return now.Model.MedianMs * then / now.Reference.MedianMs;
    }

    /// <summary>Times a network on ONNX Runtime with one thread.</summary>
    public static LatencyMeasurement Measure(Architecture network, ImmutableArray<NamedTensor> weights, LearningTask task, Preprocessing preprocessing, TimeProvider time, LatencyOptions options)
    {
        using var model = Load(network, weights, task, preprocessing);
        return new LatencyMeter(time).Measure(model, options);
    }

    private static Architecture Reference(PreparedData data) => Baselines.Build(Baselines.NetworksFor(data.Preprocessing)[0].BaselineName!, data);

    private static OnnxModel Load(Architecture network, PreparedData data, bool int8)
    {
        var file = OnnxExporter.Export(network, UntrainedWeights.Of(network, new Seed(0)), data.Task, data.Preprocessing, ImmutableSortedDictionary<string, string>.Empty);
        return OnnxModel.Load(int8 ? Int8Quantiser.Quantise(file, data.Train.Take([0]).Values) : file, network.Name); // speed does not depend on ranges
    }

    private static OnnxModel Load(Architecture network, ImmutableArray<NamedTensor> weights, LearningTask task, Preprocessing preprocessing) =>
        OnnxModel.Load(OnnxExporter.Export(network, weights, task, preprocessing, ImmutableSortedDictionary<string, string>.Empty), network.Name);
}
