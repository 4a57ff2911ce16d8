using Nascent.Torch.Kernels;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A pointwise function that follows no normalisation.</summary>
internal sealed unsafe class ActivationStage(PointwiseKernel kernel, int input, int output) : Stage([input], output)
{
    public override bool OwnsOutput => true;

    public override Tensor Forward(NetworkPass pass)
    {
        var x = pass.Dense(Inputs[0]);
        return Apply(x, ChannelsLast.Empty(x.shape, CPU));
    }

    public override Tensor Infer(NetworkPass pass)
    {
        var x = pass.Dense(Inputs[0]);
        return Apply(x, pass.MayOverwrite(Inputs[0]) ? x : ChannelsLast.Empty(x.shape, CPU));
    }

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        if (!pass.Needs(Inputs[0]))
            return;
        var x = pass.Value(Inputs[0]);
        var dense = ChannelsLast.Dense(gradient);
        var result = owned || !ReferenceEquals(dense, gradient) ? dense : ChannelsLast.Empty(x.shape, CPU);
        kernel.Gradient(TensorMemory.Pointer(x), TensorMemory.Pointer(dense), TensorMemory.Pointer(result), x.numel());
        pass.AddGradient(Inputs[0], result, owned: true);
    }

    private Tensor Apply(Tensor x, Tensor y)
    {
        kernel.Apply(TensorMemory.Pointer(x), TensorMemory.Pointer(y), x.numel());
        return y;
    }
}
