using Nascent.Architectures;
using Nascent.Torch.ZeroCost.Probes;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>The size of the initial weights: the sum over layers of the 2-norm of the kernel or matrix, as the graph is written. A baseline: it depends on the widths alone.</summary>
/// <remarks>Abdelfattah, Mehrotra, Dudziak and Lane 2021.</remarks>
internal sealed class WeightNorm : ZeroCostScore
{
    public override string Name => "l2_norm";

    public override string Help => "sum of the layers' weight norms, a baseline";

    public override string Source => "Abdelfattah et al. 2021";

    public override double? Of(Probe probe)
    {
        var sum = 0.0;
        foreach (var node in probe.Architecture.Nodes)
            foreach (var slot in probe.Architecture.WeightsOf(node))
                if (slot.Role == WeightRole.Kernel)
                    sum += Math.Sqrt(SumOfSquares(InitialDraw.Of(InitialValues.Uniform, slot, slot, ProbeNetwork.WeightKeys(probe.Seed))));
        return sum;
    }

    private static double SumOfSquares(float[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += (double)value * value;
        return sum;
    }
}
