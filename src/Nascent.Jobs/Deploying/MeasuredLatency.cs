using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Journal;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Jobs.Deploying;

/// <summary>Latency on this machine: the network is exported with weights that were not trained and timed on ONNX Runtime.</summary>
/// <remarks>The value comes from a clock; the journal has it, and a resumed run reads it from there.</remarks>
/// <param name="data">Says what goes in and must come out.</param>
/// <param name="time">The clock.</param>
internal sealed class MeasuredLatency(PreparedData data, TimeProvider time) : ICostModel
{
    private static readonly LatencyOptions Brief = new() { WarmUpRuns = 5, Runs = 60, MinimumRuns = 10, TimeLimit = TimeSpan.FromMilliseconds(400) };

    /// <inheritdoc/>
    public string Metric => Tasks.Metric.Latency.Name;

    /// <inheritdoc/>
    public bool IsMeasured => true;

    /// <summary>Whether a run asks for latency in its search.</summary>
    public static bool IsWanted(RunSpec spec) =>
        spec.Objectives.Any(objective => objective.Metric == Tasks.Metric.Latency.Name) || spec.Constraints.Any(constraint => constraint.Metric == Tasks.Metric.Latency.Name);

    /// <inheritdoc/>
    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture) =>
        [(NodePath.Root, Measure(architecture, UntrainedWeights.Of(architecture, new Seed(0)), data.Task, data.Preprocessing, time, Brief).MedianMs)];

    /// <summary>Times a network on ONNX Runtime with one thread.</summary>
    public static LatencyMeasurement Measure(Architecture network, ImmutableArray<NamedTensor> weights, LearningTask task, Preprocessing preprocessing, TimeProvider time, LatencyOptions options)
    {
        var file = OnnxExporter.Export(network, weights, task, preprocessing, ImmutableSortedDictionary<string, string>.Empty);
        using var model = OnnxModel.Load(file, network.Name);
        return new LatencyMeter(time).Measure(model, options);
    }
}
