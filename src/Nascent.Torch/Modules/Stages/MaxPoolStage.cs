using Nascent.Architectures.Operators;
using Nascent.Torch.Kernels;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>The largest value of each window, for windows without overlap and channels in sixteens.</summary>
internal sealed unsafe class MaxPoolStage(int side, int input, int output) : Stage([input], output)
{
    private readonly MaxPoolKernel _kernel = new(side);

    public override bool OwnsOutput => true;

    /// <summary>Whether a pooling operator is one of these.</summary>
    public static bool Supports(Operator.Pool op, int channels) =>
        WideVectors.AreFast && op is { Kind: PoolKind.Max, Padding: 0 } && op.Kernel == op.Stride && channels % 16 == 0;

    public override Tensor Forward(NetworkPass pass)
    {
        var x = pass.Dense(Inputs[0]);
        var sizes = x.shape;
        var y = ChannelsLast.Empty([sizes[0], sizes[1], sizes[2] / side, sizes[3] / side], CPU);
        _kernel.Apply(TensorMemory.Pointer(x), sizes, TensorMemory.Pointer(y));
        return y;
    }

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        if (!pass.Needs(Inputs[0]))
            return;
        var x = pass.Value(Inputs[0]);
        var sizes = x.shape;
        var result = ChannelsLast.Empty(sizes, CPU);
        _kernel.Gradient(TensorMemory.Pointer(x), sizes, TensorMemory.Pointer(pass.Value(Output)), TensorMemory.Pointer(ChannelsLast.Dense(gradient)), TensorMemory.Pointer(result));
        pass.AddGradient(Inputs[0], result, owned: true);
    }
}
