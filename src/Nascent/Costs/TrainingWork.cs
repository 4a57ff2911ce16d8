using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Costs;

/// <summary>How long a training step takes for one sample, relative to other networks: in multiply-accumulates of a dense convolution.</summary>
/// <remarks>
/// Multiply-accumulates alone mislead: on a processor those of a depthwise convolution take several times as long, and every operator moves memory and has a
/// fixed cost. The weights were fitted to measured training steps at batch 128 on one core over random members of <c>tiny-cnn</c>; <c>docs/costs.md</c>
/// gives the command and how well it predicts. Only ratios between networks mean something; a machine's speed is measured apart.
/// </remarks>
public sealed class TrainingWork : ICostModel
{
    /// <summary>The metric's name.</summary>
    public const string Name = "work";

    private const double PerPointwiseMac = 1.5;
    private const double PerDepthwiseMac = 7;
    private const double PerConvolvedElement = 60;
    private const double PerNode = 25_000;

    /// <inheritdoc/>
    public string Metric => Name;

    /// <inheritdoc/>
    IEnumerable<(NodePath Node, double Cost)> ICostModel.PerNode(Architecture architecture) =>
        architecture.Nodes.Select(node => (node.Path, PerNode + WorkOf(node.Operator.Macs(architecture.InputShapeOf(node), node.Shape), node.Shape.Count)));

    private static double WorkOf(MacCount macs, long elements) => macs.Count == 0 ? 0 : macs.Kind switch
    {
        MacKind.Dense => (elements * PerConvolvedElement) + macs.Count,
        MacKind.Pointwise => (elements * PerConvolvedElement) + (macs.Count * PerPointwiseMac),
        MacKind.Grouped => (elements * PerConvolvedElement) + (macs.Count * PerDepthwiseMac),
        MacKind.Linear => macs.Count * PerPointwiseMac,
        _ => throw new InvalidOperationException($"No work for multiply-accumulates of the kind {macs.Kind}."),
    };
}
