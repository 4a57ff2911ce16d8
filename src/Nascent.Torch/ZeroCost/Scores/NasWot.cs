using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How well the pattern of active units tells samples apart: ln |det K|, where K(i, j) counts the units in which samples i and j agree.</summary>
/// <remarks>
/// Mellor, Turner, Storkey and Crowley 2021, equations 1 and 2, over all pointwise functions. A unit is active where what the function reads is above 0, be it ReLU or another: where its value is above
/// that at 0, which is the same but for what rounds to it.
/// Normalisations use the batch's statistics. Does not exist where K is singular, such as for two equal samples.
/// </remarks>
internal sealed class NasWot : ZeroCostScore
{
    public override string Name => "naswot";

    public override string Help => "log-determinant of the agreement of activation patterns";

    public override string Source => "Mellor et al. 2021";

    public override double? Of(Probe probe) => Of(probe.Staged.PatternsOf(probe.Batch.Inputs));

    /// <summary>The score of patterns; none for a network without pointwise functions.</summary>
    internal static double? Of(ActivationPatterns? patterns)
    {
        if (patterns is null)
            return null;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (sign, logarithm) = linalg.slogdet(patterns.Agreements);
        return sign.item<double>() == 0 ? null : logarithm.item<double>();
    }
}
