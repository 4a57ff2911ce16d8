using Nascent.Torch.Native;
using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How the gradients by input correlate within each class: Σ over classes of |Σ ln(|ρ| + k)| over all pairs of its samples.</summary>
/// <remarks>
/// Lopes, Alirezazadeh and Alexandre 2021 (EPE-NAS), the form for at most 100 classes, used for any number; k = 10⁻⁵, gradients as for <c>jacob_cov</c>. Does not exist where a
/// number is predicted, or a sample's gradient is constant.
/// </remarks>
internal sealed class EpeNas : ZeroCostScore
{
    private const double Smallest = 1e-5;

    public override string Name => "epe-nas";

    public override string Help => "how little the gradients by input correlate within each class";

    public override string Source => "Lopes et al. 2021";

    public override double? Of(Probe probe) => probe.Batch.Labels is { } labels ? Of(probe.InputGradient, labels) : null;

    /// <summary>The score of gradients: (batch, elements), float64.</summary>
    internal static double? Of(Tensor gradients, int[] labels)
    {
        using var scope = NewDisposeScope();
        if (JacobianCovariance.Correlations(gradients) is not { } correlations)
            return null;
        var logarithms = correlations.abs().Plus(Smallest).log();
        var score = 0.0;
        foreach (var ofClass in Enumerable.Range(0, labels.Length).GroupBy(i => labels[i]))
        {
            var samples = tensor(ofClass.Select(i => (long)i).ToArray());
            score += Math.Abs(logarithms.index_select(0, samples).index_select(1, samples).sum().item<double>());
        }

        return score;
    }
}
