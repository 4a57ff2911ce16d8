using Nascent.Torch.ZeroCost.Probes;
using Nascent.Torch.ZeroCost.Scores;
using TorchSharp;

namespace Nascent.Torch.Tests.Extending;

/// <summary>A score without training: the size of the outputs' gradient by the input.</summary>
public sealed class OwnScore : ZeroCostScore
{
    public override string Name => "input_gradient";

    public override string Help => "size of the outputs' gradient by the input";

    public override string Source => "a test";

    public override double? Of(Probe probe)
    {
        var gradient = probe.InputGradient;   // (batch, elements of a sample)
        using var scope = torch.NewDisposeScope();
        return gradient.norm().item<double>();
    }
}
