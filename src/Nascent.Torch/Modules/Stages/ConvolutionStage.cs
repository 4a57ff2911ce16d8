using Nascent.Architectures.Operators;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A convolution. Its gradients come from one call, and the kernel's goes straight to its place.</summary>
internal sealed class ConvolutionStage(Operator.Convolution op, OperatorWeights weights, int input, int output) : Stage([input], output)
{
    private readonly long[] _stride = [op.Stride, op.Stride];
    private readonly long[] _padding = [op.Padding, op.Padding];
    private readonly long[] _dilation = [op.Dilation, op.Dilation];
    private readonly Tensor _kernel = weights.Weight!.detach().DetachFromDisposeScope();
    private readonly Tensor? _bias = weights.Bias?.detach().DetachFromDisposeScope();
    private readonly Tensor _kernelGradient = weights.Weight!.grad!.DetachFromDisposeScope();
    private readonly Tensor? _biasGradient = weights.Bias?.grad!.DetachFromDisposeScope();

    public override bool OwnsOutput => true;

    public override Tensor Forward(NetworkPass pass) =>
        nn.functional.conv2d(pass.Value(Inputs[0]), _kernel, _bias, _stride, _padding, _dilation, op.Groups);

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        var (byInput, byKernel, byBias) = ConvolutionGradient.Compute(gradient, pass.Value(Inputs[0]), _kernel, op, pass.Needs(Inputs[0]), pass.NeedsWeights);
        if (byKernel is not null)
            _kernelGradient.copy_(byKernel);
        if (byBias is not null)
            _biasGradient!.copy_(byBias);
        byKernel?.Dispose();
        byBias?.Dispose();
        if (byInput is not null)
            pass.AddGradient(Inputs[0], byInput, owned: true);
    }

    public override void Dispose()
    {
        _kernel.Dispose();
        _bias?.Dispose();
        _kernelGradient.Dispose();
        _biasGradient?.Dispose();
        base.Dispose();
    }
}
