using Nascent.Genotypes;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>A network with values for its gates.</summary>
/// <param name="Path">The network.</param>
/// <param name="Values">A number for each gate.</param>
/// <param name="ByOptions">The gradient by the options' weights of each choice, given that by each gate.</param>
internal sealed record OpenGates(SupernetPath Path, Tensor[] Values, Func<double[], Dictionary<DecisionPath, double[]>> ByOptions)
{
    /// <summary>The gradient by each gate, after a pass backward.</summary>
    public double[] ByGates() => [.. Path.Gates.Select((_, i) => (double)(Path.Module.GradientByInput(i + 1)?.item<float>() ?? 0))];
}
