using Nascent.Architectures;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules;

/// <summary>The weights of one operator, as views of the network's buffers; null where it has none of that kind.</summary>
internal sealed class OperatorWeights(Node node, WeightBuffers buffers)
{
    /// <summary>The kernel, matrix or scale.</summary>
    public Tensor? Weight { get; } = buffers[$"{node.Path}.weight"];

    /// <summary>The bias or shift.</summary>
    public Tensor? Bias { get; } = buffers[$"{node.Path}.bias"];

    /// <summary>The running mean.</summary>
    public Tensor? RunningMean { get; } = buffers[$"{node.Path}.running_mean"];

    /// <summary>The running variance.</summary>
    public Tensor? RunningVariance { get; } = buffers[$"{node.Path}.running_var"];
}
