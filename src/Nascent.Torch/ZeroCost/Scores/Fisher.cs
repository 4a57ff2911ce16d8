using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How much the loss would change without single channels, to second order: Σ over channels c of n(c) · ½ · mean over samples of (Σ a · ∂L/∂a)².</summary>
/// <remarks>
/// Theis, Korshunova, Tejani and Huszár 2018, and Turner et al. 2020: the saliency Δ of a channel; a is what a convolution or linear layer gives at all positions of channel c, and n(c) the number of
/// its weights for that channel, by which the program of Abdelfattah et al. 2021, and the published scores, weigh it.
/// </remarks>
internal sealed class Fisher : ZeroCostScore
{
    public override string Name => "fisher";

    public override string Help => "how much the loss depends on single channels";

    public override string Source => "Theis et al. 2018; Turner et al. 2020; Abdelfattah et al. 2021";

    internal override bool NeedsProducts => true;

    public override double? Of(Probe probe)
    {
        var pass = probe.Pass;
        using var scope = NewDisposeScope();
        var products = pass.Products;
        var gradients = autograd.grad([probe.Batch.LossOf(pass.Output)], [.. products], retain_graph: true);
        using var noGradient = no_grad();
        var sum = 0.0;
        for (var i = 0; i < products.Length; i++)
        {
            var perUnit = products[i] * gradients[i]; // (batch, channels, height, width) or (batch, channels)
            var perChannel = perUnit.dim() == 4 ? perUnit.sum([2, 3]) : perUnit;
            var weights = pass.Network.Layers[i].Weights.Weight!.numel() / perChannel.shape[1];
            sum += weights * 0.5 * perChannel.to(ScalarType.Float64).square().mean([0]).sum().item<double>();
        }

        return sum;
    }
}
