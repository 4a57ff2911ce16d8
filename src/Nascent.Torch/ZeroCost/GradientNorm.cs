using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>The size of the loss's gradient: the sum over layers of the 2-norm of the gradient by the layer's kernel or matrix.</summary>
/// <remarks>Abdelfattah, Mehrotra, Dudziak and Lane 2021; a sum of norms, as in their program.</remarks>
internal sealed class GradientNorm : ZeroCostScore
{
    public override string Name => "grad_norm";

    public override string Help => "sum of the layers' gradient norms";

    public override string Source => "Abdelfattah et al. 2021";

    internal override bool NeedsGradient => true;

    internal override double? Of(Probe probe)
    {
        var gradients = probe.Loss.ByKernel;
        using var scope = NewDisposeScope();
        return gradients.Sum(gradient => (double)gradient.norm().item<float>());
    }
}
