using Nascent.Architectures.Operators;
using Nascent.Torch.Native;
using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How much the features before the last pooling change with a small change of a random input, with what normalisations took out put back in.</summary>
/// <remarks>
/// Lin et al. 2021, algorithm 1: ln of the mean over samples of Σ |f(x) − f(x + 0.01 ε)|, plus Σ ½ ln of the mean running variance of each batch normalisation, where weights, x and ε are
/// standard normal. The running variance is the one after both passes, begun at 1, as in their program: (1 − m)² + m (1 − m) v₁ + m v₂ with momentum m. Layer normalisations
/// are not put back. Features are what the last global pooling reads, or else what the last linear layer reads. One repetition.
/// </remarks>
internal sealed class ZenScore : ZeroCostScore
{
    private const double Step = 0.01;

    public override string Name => "zen";

    public override string Help => "how much features change with a small change of a random input";

    public override string Source => "Lin et al. 2021";

    public override double? Of(Probe probe)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var network = ProbeNetwork.Untrained(probe.Simplified, probe.Seed.Derive("zen"), InitialValues.StandardNormal);
        if (FeatureSlot(network) is not { } features)
            return null;
        using var generator = new Generator(probe.Seed.Derive("zen").Value, CPU);
        var x = ChannelsLast.Empty(probe.Batch.Inputs.shape, CPU).normal_(0, 1, generator);
        var near = x.Plus(ChannelsLast.Empty(probe.Batch.Inputs.shape, CPU).normal_(0, 1, generator).Times(Step));
        var change = Features(network, x, features).Minus(Features(network, near, features)).abs().flatten(1).sum([1]).mean().item<float>();
        var scale = network.Graph.Steps.Where(step => step.Node.Operator is Operator.BatchNorm)
            .Sum(step => 0.5 * Math.Log(step.Weights.RunningVariance!.mean().item<float>()));
        return change > 0 ? Math.Log(change) + scale : null;
    }

    private static Tensor Features(ProbeNetwork network, Tensor x, int slot) => network.Values(x, new HashSet<int> { slot })[slot]!;

    private static int? FeatureSlot(ProbeNetwork network)
    {
        var last = network.Graph.Steps.LastOrDefault(step => step.Node.Operator is Operator.GlobalPool) ?? network.Graph.Steps.LastOrDefault(step => step.Node.Operator is Operator.Linear);
        return last?.Inputs[0];
    }
}
