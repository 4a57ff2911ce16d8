using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;
using Nascent.Onnx.Export;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Latency;

/// <summary>Writes units of networks as models that are timed: each between neighbours as it has them in a network.</summary>
/// <remarks>
/// A runtime that computes blocks of channels reorders values where an operator cannot. So a unit that reads an image reads it from a 1×1 convolution, and a unit that gives one is followed by pooling over all positions; a model
/// without the unit is timed too, and its time taken away. In the sum over a network's units what is before and behind them cancels.
/// </remarks>
public static class UnitModels
{
    /// <summary>The model of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="task">What its network predicts.</param>
    /// <param name="preprocessing">What turns raw input into its network's input.</param>
    public static byte[] Of(LatencyUnit unit, LearningTask task, Preprocessing preprocessing) => Export(
        unit.ToNetwork(unit.IsFirst ? unit.Input : Given(unit.Input), unit.IsFirst ? null : Before(unit.Input), unit.IsLast ? null : Behind(unit.Output)),
        unit.IsFirst ? preprocessing : null, unit.IsLast ? task : null);

    /// <summary>The model whose time is taken away from that of units that read a shape and are not the first.</summary>
    public static byte[] WithoutUnit(TensorShape shape)
    {
        var builder = new ArchitectureBuilder("without");
        var read = builder.Input("x", TensorType.Float(Given(shape)));
        read = Before(shape)?.Invoke(builder, read) ?? read;
        builder.Output("y", Behind(shape)?.Invoke(builder, read) ?? read);
        return Export(builder.Build(), null, null);
    }

    private static TensorShape Given(TensorShape shape) => shape.IsImage ? shape.WithWidth(1) : shape;

    private static Func<ArchitectureBuilder, NodePath, NodePath>? Before(TensorShape shape) => shape.IsImage
        ? (builder, read) => builder.Add(new NodePath("before"), new Operator.Convolution(shape.Width, 1, 1, 0, 1, 1, true), read) : null;

    private static Func<ArchitectureBuilder, NodePath, NodePath>? Behind(TensorShape shape) => shape.IsImage
        ? (builder, read) => builder.Add(new NodePath("behind"), new Operator.GlobalPool(PoolKind.Average), read) : null;

    private static byte[] Export(Architecture network, Preprocessing? preprocessing, LearningTask? task) =>
        OnnxExporter.ExportPiece(network, UntrainedWeights.Of(network, new Seed(0)), preprocessing, task);
}
