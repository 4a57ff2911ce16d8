using Nascent.Architectures;
using Nascent.Torch.Modules.Weights;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Operators;

/// <summary>The weights of one operator, by name; null where it has none of that kind.</summary>
/// <param name="node">The operator and its place.</param>
/// <param name="weights">The network's weight of a name, or null.</param>
internal sealed class OperatorWeights(Node node, Func<string, Tensor?> weights)
{
    /// <summary>The weights as views of a network's buffers.</summary>
    public OperatorWeights(Node node, WeightBuffers buffers)
        : this(node, name => buffers[name])
    {
    }

    /// <summary>The kernel, matrix or scale.</summary>
    public Tensor? Weight { get; } = weights($"{node.Path}.weight");

    /// <summary>The bias or shift.</summary>
    public Tensor? Bias { get; } = weights($"{node.Path}.bias");

    /// <summary>The running mean.</summary>
    public Tensor? RunningMean { get; } = weights($"{node.Path}.running_mean");

    /// <summary>The running variance.</summary>
    public Tensor? RunningVariance { get; } = weights($"{node.Path}.running_var");
}
