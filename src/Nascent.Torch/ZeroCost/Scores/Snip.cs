using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How much the loss would change without single weights, to first order: Σ |θ · ∂L/∂θ| over kernels and matrices.</summary>
/// <remarks>Lee, Ajanthan and Torr 2019: their connection sensitivity without its normalisation; summed as by Abdelfattah et al. 2021.</remarks>
internal sealed class Snip : ZeroCostScore
{
    public override string Name => "snip";

    public override string Help => "how much the loss depends on single weights";

    public override string Source => "Lee et al. 2019; Abdelfattah et al. 2021";

    public override double? Of(Probe probe)
    {
        var (weights, gradient) = (probe.Weights, probe.LossGradient);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return (weights.Values.narrow(0, 0, weights.DecayedCount) * gradient.narrow(0, 0, weights.DecayedCount)).abs_().sum().item<float>();
    }
}
