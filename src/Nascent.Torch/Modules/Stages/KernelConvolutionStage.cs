using Nascent.Torch.Kernels;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A convolution by a kernel of ours.</summary>
internal sealed unsafe class KernelConvolutionStage(IConvolution convolution, OperatorWeights weights, int input, int output) : Stage([input], output)
{
    private readonly Tensor _kernel = weights.Weight!.detach().DetachFromDisposeScope();
    private readonly Tensor _kernelGradient = weights.Weight!.grad!.DetachFromDisposeScope();

    public override bool OwnsOutput => true;

    public override Tensor Forward(NetworkPass pass)
    {
        var x = pass.Dense(Inputs[0]);
        var sizes = x.shape;
        var y = ChannelsLast.Empty(convolution.OutputSizes(sizes), CPU);
        convolution.Forward(TensorMemory.Pointer(x), sizes, TensorMemory.Pointer(_kernel), TensorMemory.Pointer(y));
        return y;
    }

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        var x = pass.Value(Inputs[0]);
        var sizes = x.shape;
        var dense = ChannelsLast.Dense(gradient);
        if (pass.NeedsWeights)
            convolution.KernelGradient(TensorMemory.Pointer(x), TensorMemory.Pointer(dense), sizes, TensorMemory.Pointer(_kernelGradient));
        if (!pass.Needs(Inputs[0]))
            return;
        var known = pass.GradientToAddTo(Inputs[0]);
        var result = known ?? ChannelsLast.Empty(sizes, CPU);
        convolution.InputGradient(TensorMemory.Pointer(dense), sizes, TensorMemory.Pointer(_kernel), TensorMemory.Pointer(result), add: known is not null);
        if (known is null)
            pass.AddGradient(Inputs[0], result, owned: true);
    }

    public override void Dispose()
    {
        _kernel.Dispose();
        _kernelGradient.Dispose();
        base.Dispose();
    }
}
