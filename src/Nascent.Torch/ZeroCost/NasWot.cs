using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>How well the pattern of active units tells samples apart: ln |det K|, where K(i, j) counts the units in which samples i and j agree.</summary>
/// <remarks>
/// Mellor, Turner, Storkey and Crowley 2021, equations 1 and 2, over all pointwise functions. A unit is active where what the function reads is above 0, be it ReLU or another.
/// Normalisations use the batch's statistics. Does not exist where K is singular, such as for two equal samples.
/// </remarks>
internal sealed class NasWot : ZeroCostScore
{
    public override string Name => "naswot";

    public override string Help => "log-determinant of the agreement of activation patterns";

    public override string Source => "Mellor et al. 2021";

    internal override double? Of(Probe probe) => Of(probe.Pass.PreActivations);

    /// <summary>The score of pre-activations, each (batch, …).</summary>
    internal static double? Of(IEnumerable<Tensor> preActivations)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor? agreement = null; // (batch, batch)
        foreach (var values in preActivations)
        {
            // Samples agree in units − both(i, i) − both(j, j) + 2 · both(i, j) of them; counts of fewer than 2^24 are exact in float32.
            var active = Rows(values).gt(0).to(ScalarType.Float32); // (batch, units)
            var both = active.mm(active.t()).to(ScalarType.Float64);
            var single = both.diagonal();
            var agree = both.mul(2).sub_(single.unsqueeze(0)).sub_(single.unsqueeze(1)).add_(active.shape[1]);
            agreement = agreement is null ? agree : agreement.add_(agree);
        }

        if (agreement is null)
            return null;
        var (sign, logarithm) = linalg.slogdet(agreement);
        return sign.item<double>() == 0 ? null : logarithm.item<double>();
    }

    // (batch, units), in an order that needs no copy.
    private static Tensor Rows(Tensor values) => (values.dim() == 4 ? values.permute(0, 2, 3, 1) : values).reshape(values.shape[0], -1);
}
