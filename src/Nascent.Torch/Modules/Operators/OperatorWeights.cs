using Nascent.Architectures;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Operators;

/// <summary>The weights of one operator; null where it has none of that kind.</summary>
/// <param name="Weight">The kernel, matrix or scale.</param>
/// <param name="Bias">The bias or shift.</param>
/// <param name="RunningMean">The running mean.</param>
/// <param name="RunningVariance">The running variance.</param>
internal sealed record OperatorWeights(Tensor? Weight, Tensor? Bias = null, Tensor? RunningMean = null, Tensor? RunningVariance = null)
{
    /// <summary>The weights of a node, by name.</summary>
    /// <param name="node">The operator and its place.</param>
    /// <param name="weights">The network's weight of a name, or null.</param>
    public static OperatorWeights Of(Node node, Func<string, Tensor?> weights) =>
        new(weights($"{node.Path}.weight"), weights($"{node.Path}.bias"), weights($"{node.Path}.running_mean"), weights($"{node.Path}.running_var"));
}
