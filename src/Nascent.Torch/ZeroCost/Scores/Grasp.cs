using Nascent.Torch.Native;
using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How removing weights would change the flow of gradients: −Σ θ · (H g), with the loss's gradient g and Hessian H by kernels and matrices.</summary>
/// <remarks>Wang, Zhang and Grosse 2020: their score S(−θ); with the sign and sum of Abdelfattah et al. 2021. The temperature is 1.</remarks>
internal sealed class Grasp : ZeroCostScore
{
    public override string Name => "grasp";

    public override string Help => "how much the weights preserve the flow of gradients, to second order";

    public override string Source => "Wang et al. 2020; Abdelfattah et al. 2021";

    public override double? Of(Probe probe)
    {
        var pass = probe.Pass;
        using var scope = NewDisposeScope();
        Tensor[] kernels = [.. pass.Network.Kernels];
        var gradients = autograd.grad([probe.Batch.LossOf(pass.Output)], kernels, retain_graph: true, create_graph: true);
        var product = gradients.Select(gradient => (gradient.detach() * gradient).sum()).Aggregate((a, b) => a.Plus(b));
        var curvature = autograd.grad([product], kernels, retain_graph: true, allow_unused: true);
        using var noGradient = no_grad();
        return -kernels.Zip(curvature, (kernel, h) => h.IsInvalid ? 0 : (double)(kernel * h).sum().item<float>()).Sum();
    }
}
