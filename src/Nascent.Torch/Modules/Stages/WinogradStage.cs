using Nascent.Torch.Kernels;
using Nascent.Torch.Kernels.Winograd;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A 3×3 convolution by <see cref="WinogradConvolution"/>.</summary>
internal sealed unsafe class WinogradStage(int channels, OperatorWeights weights, Workspace memory, int input, int output) : Stage([input], output)
{
    private readonly Tensor _kernel = weights.Weight!.detach().DetachFromDisposeScope();
    private readonly Tensor _kernelGradient = weights.Weight!.grad!.DetachFromDisposeScope();
    private readonly WinogradConvolution _convolution = new((int)weights.Weight!.shape[1], channels, memory);

    public override bool OwnsOutput => true;

    public override Tensor Forward(NetworkPass pass)
    {
        var x = pass.Dense(Inputs[0]);
        var sizes = x.shape;
        var y = ChannelsLast.Empty([sizes[0], channels, sizes[2], sizes[3]], CPU);
        _convolution.Forward(TensorMemory.Pointer(x), sizes, TensorMemory.Pointer(_kernel), TensorMemory.Pointer(y));
        return y;
    }

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        var x = pass.Value(Inputs[0]);
        var sizes = x.shape;
        var dense = ChannelsLast.Dense(gradient);
        _convolution.KernelGradient(TensorMemory.Pointer(x), TensorMemory.Pointer(dense), sizes, TensorMemory.Pointer(_kernelGradient));
        if (!pass.Needs(Inputs[0]))
            return;
        var known = pass.GradientToAddTo(Inputs[0]);
        var result = known ?? ChannelsLast.Empty(sizes, CPU);
        _convolution.InputGradient(TensorMemory.Pointer(dense), sizes, TensorMemory.Pointer(_kernel), TensorMemory.Pointer(result), add: known is not null);
        if (known is null)
            pass.AddGradient(Inputs[0], result, owned: true);
    }
}
