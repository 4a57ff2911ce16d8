using Nascent.Torch.Native;
using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How differently the outputs react to the inputs of different samples: −Σ (ln(λ + k) + 1 / (λ + k)) over the eigenvalues λ of the correlations of gradients by input.</summary>
/// <remarks>
/// Mellor, Turner, Storkey and Crowley 2020 (the first version of their paper), k = 10⁻⁵; at most −1 times the number of samples. The gradient is that of the sum of all outputs,
/// with the batch's statistics in normalisations. Does not exist where a sample's gradient is constant.
/// </remarks>
internal sealed class JacobianCovariance : ZeroCostScore
{
    private const double Smallest = 1e-5;

    public override string Name => "jacob_cov";

    public override string Help => "how little the samples' gradients by input correlate";

    public override string Source => "Mellor et al. 2020, version 1";

    public override double? Of(Probe probe) => Of(probe.InputGradient);

    /// <summary>The score of gradients: (batch, elements), float64.</summary>
    internal static double? Of(Tensor gradients)
    {
        using var scope = NewDisposeScope();
        if (Correlations(gradients) is not { } correlations)
            return null;
        var eigenvalues = linalg.eigvalsh(correlations).clamp(min: Scalars.Zero).Plus(Smallest);
        return -eigenvalues.log().Plus(eigenvalues.reciprocal()).sum().item<double>();
    }

    /// <summary>Pearson's correlations of rows: (rows, rows); null where a row is constant.</summary>
    internal static Tensor? Correlations(Tensor rows)
    {
        var centred = rows.Minus(rows.mean([1], keepdim: true));
        var norms = centred.norm(1, keepdim: true);
        if (!(norms.min().item<double>() > 0))
            return null;
        var unit = centred / norms;
        return unit.mm(unit.t());
    }
}
