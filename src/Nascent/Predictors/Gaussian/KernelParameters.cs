namespace Nascent.Predictors.Gaussian;

/// <summary>The parameters of a <see cref="GaussianProcess"/>'s covariance, as logarithms in one vector: what a fit changes.</summary>
/// <param name="Values">The weight of each decision, then of each score known without training; last the amplitudes of the product, of the sum, and of the noise.</param>
/// <param name="Decisions">The number of decisions.</param>
/// <param name="Known">The number of scores.</param>
internal sealed record KernelParameters(double[] Values, int Decisions, int Known)
{
    /// <summary>Standard deviations of the logarithms' normal prior.</summary>
    public const double WeightDeviation = 1, KnownDeviation = 1.5, AmplitudeDeviation = 1, NoiseDeviation = 1;

    /// <summary>The index of the product's amplitude.</summary>
    public int Product => Decisions + Known;

    /// <summary>The index of the sum's amplitude.</summary>
    public int Sum => Product + 1;

    /// <summary>The index of the noise's variance.</summary>
    public int Noise => Product + 2;

    /// <summary>The means of the prior.</summary>
    /// <param name="decisions">The number of decisions.</param>
    /// <param name="known">The number of scores.</param>
    /// <param name="differing">In how many decisions two random genotypes differ: the weights are such that their covariance is e⁻² of the product's variance.</param>
    public static KernelParameters Prior(int decisions, int known, double differing)
    {
        var values = new double[decisions + known + 3];
        Array.Fill(values, Math.Log(2 / Math.Max(1, differing)), 0, decisions);
        Array.Fill(values, Math.Log(0.1 / Math.Max(1, known)), decisions, known);
        var prior = new KernelParameters(values, decisions, known);
        (values[prior.Product], values[prior.Sum], values[prior.Noise]) = (Math.Log(0.8), Math.Log(0.001), Math.Log(0.05));
        return prior;
    }

    /// <summary>The standard deviation of the prior of a parameter.</summary>
    public double DeviationOf(int index) => index < Decisions ? WeightDeviation : index < Product ? KnownDeviation : index < Noise ? AmplitudeDeviation : NoiseDeviation;
}
