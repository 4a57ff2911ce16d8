using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>The size of the initial weights: the sum over layers of the 2-norm of the kernel or matrix. A baseline: it depends on the widths alone.</summary>
/// <remarks>Abdelfattah, Mehrotra, Dudziak and Lane 2021.</remarks>
internal sealed class WeightNorm : ZeroCostScore
{
    public override string Name => "l2_norm";

    public override string Help => "sum of the layers' weight norms, a baseline";

    public override string Source => "Abdelfattah et al. 2021";

    internal override double? Of(Probe probe)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return probe.Network.Kernels.Sum(kernel => (double)kernel.norm().item<float>());
    }
}
