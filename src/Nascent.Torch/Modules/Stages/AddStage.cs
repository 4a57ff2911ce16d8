using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A sum: its gradient is that of each input.</summary>
internal sealed class AddStage(int[] inputs, int output) : Stage(inputs, output)
{
    public override bool OwnsOutput => Inputs.Length > 1;

    public override Tensor Forward(NetworkPass pass)
    {
        if (Inputs.Length == 1)
            return pass.Value(Inputs[0]).alias();
        var sum = pass.Value(Inputs[0]).add(pass.Value(Inputs[1]), Scalars.One);
        for (var i = 2; i < Inputs.Length; i++)
            sum.add_(pass.Value(Inputs[i]), Scalars.One);
        return sum;
    }

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        foreach (var input in Inputs)
            pass.AddGradient(input, gradient.alias(), owned: owned && Inputs.Length == 1);
    }
}
