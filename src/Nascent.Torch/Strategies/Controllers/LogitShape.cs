using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>What becomes of logits before the softmax: divided by the temperature, then bounded to ±c by c·tanh (Pham et al. 2018, as Bello et al. 2017).</summary>
/// <param name="Temperature">Above 0; 1 leaves them as they are.</param>
/// <param name="Bound">c; 0 leaves them unbounded.</param>
internal readonly record struct LogitShape(double Temperature, double Bound)
{
    public Tensor Apply(Tensor logits)
    {
        var divided = Temperature == 1 ? logits : logits.Over(Temperature);
        return Bound == 0 ? divided : divided.tanh().Times(Bound);
    }
}
