using System.Runtime.CompilerServices;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>The mean over all positions: (batch, channels, height, width) → (batch, channels, 1, 1).</summary>
internal sealed class GlobalAverageStage(int input, int output) : Stage([input], output)
{
    public override Tensor Forward(NetworkPass pass) => pass.Value(Inputs[0]).mean([2, 3], keepdim: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        if (!pass.Needs(Inputs[0]))
            return;
        var sizes = pass.Value(Inputs[0]).shape;
        var (channels, positions) = ((int)sizes[1], (int)(sizes[2] * sizes[3]));
        var result = ChannelsLast.Empty(sizes, CPU);
        var from = TensorMemory.Span(ChannelsLast.Dense(gradient.Over(positions)));
        var to = TensorMemory.Span(result);
        for (var n = 0; n < (int)sizes[0]; n++)
            for (var p = 0; p < positions; p++)
                from.Slice(n * channels, channels).CopyTo(to[(((n * positions) + p) * channels)..]);
        pass.AddGradient(Inputs[0], result, owned: true);
    }
}
