using Nascent.Architectures;
using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>The size of the loss's gradient: the sum over layers of the 2-norm of the gradient by the layer's kernel or matrix.</summary>
/// <remarks>Abdelfattah, Mehrotra, Dudziak and Lane 2021; a sum of norms, as in their program.</remarks>
internal sealed class GradientNorm : ZeroCostScore
{
    public override string Name => "grad_norm";

    public override string Help => "sum of the layers' gradient norms";

    public override string Source => "Abdelfattah et al. 2021";

    public override double? Of(Probe probe)
    {
        var (weights, gradient) = (probe.Weights, probe.LossGradient);
        using var scope = NewDisposeScope();
        return weights.Slots.Where(slot => slot.Role == WeightRole.Kernel).Sum(slot => (double)gradient.narrow(0, weights.OffsetOf(slot.Name), slot.Count).norm().item<float>());
    }
}
