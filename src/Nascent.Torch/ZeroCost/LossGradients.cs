using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>The gradients of the mean loss over a batch.</summary>
/// <param name="ByKernel">By each of <see cref="ProbeNetwork.Kernels"/>, of its shape.</param>
/// <param name="ByProduct">By each of <see cref="ProbePass.Products"/>, of its shape; empty where they were not kept.</param>
internal sealed record LossGradients(ImmutableArray<Tensor> ByKernel, ImmutableArray<Tensor> ByProduct)
{
    /// <summary>One pass backward.</summary>
    public static LossGradients Of(ProbePass pass, ZeroCostBatch batch, bool byProducts)
    {
        var (kernels, products) = (pass.Network.Kernels, byProducts ? pass.Products : []);
        var gradients = autograd.grad([batch.LossOf(pass.Output)], [.. kernels, .. products], retain_graph: true);
        return new([.. gradients.Take(kernels.Length)], [.. gradients.Skip(kernels.Length)]);
    }
}
