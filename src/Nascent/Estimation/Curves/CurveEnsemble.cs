using System.Runtime.InteropServices;
using Nascent.Randomness;

namespace Nascent.Estimation.Curves;

/// <summary>Extrapolates a learning curve from its own beginning, by an ensemble of parametric families.</summary>
/// <remarks>
/// Domhan, Springenberg and Hutter 2015 (IJCAI), section 3. Deviations: the families are fitted by least squares, each alone, and averaged by their weights exp(−BIC/2), where the paper
/// samples the parameters of one weighted sum by Markov chain Monte Carlo; the deviation is that of the mixture. No member is believed that the rest of the training gains more
/// than its beginning did. It needs neither tensors nor more than a millisecond.
/// </remarks>
public static class CurveEnsemble
{
    /// <summary>The fewest points that an extrapolation is made from.</summary>
    public const int FewestPoints = 3;

    // The noise is never believed to be less than this share of the range that was seen, which counts as so many points.
    private const double LeastNoise = 0.05;
    private const double PointsOfNoise = 2;

    /// <summary>The expected result; null from fewer than <see cref="FewestPoints"/> points.</summary>
    /// <param name="running">The curve so far.</param>
    /// <param name="points">How many points it will have, at least as many as there are.</param>
    /// <param name="seed">The key of the fits' starts.</param>
    public static CurveForecast? Forecast(ScoreCurve running, int points, Seed seed)
    {
        if (running.Length < FewestPoints)
            return null;
        var scores = ImmutableCollectionsMarshal.AsArray(running.Scores)!;
        var (count, range) = (scores.Length, scores.Max() - scores.Min());
        var least = Math.Pow(LeastNoise * Math.Max(range, 1e-6), 2);
        var members = new List<(double Criterion, double Mean, double Variance)>();
        foreach (var family in CurveFamily.All.Where(family => family.Parameters < count))
        {
            var fit = CurveFit.Of(family, scores, points, seed);
            var noise = (fit.SquaredError + (PointsOfNoise * least)) / (count - family.Parameters + PointsOfNoise);
            var criterion = (count * Math.Log((fit.SquaredError + (PointsOfNoise * least)) / count)) + (family.Parameters * Math.Log(count));
            members.Add((criterion, Math.Min(fit.Forecast, running.Best + range), noise * (1 + fit.Leverage)));
        }

        return Mixture(members, running.Best);
    }

    /// <summary>The mean and deviation of the weighted mixture; a result is never below what was reached.</summary>
    private static CurveForecast Mixture(List<(double Criterion, double Mean, double Variance)> members, double reached)
    {
        var lowest = members.Min(member => member.Criterion);
        var weights = members.ConvertAll(member => Math.Exp((lowest - member.Criterion) / 2));
        var total = weights.Sum();
        var mean = members.Select((member, i) => weights[i] * member.Mean).Sum() / total;
        var variance = members.Select((member, i) => weights[i] * (member.Variance + Math.Pow(member.Mean - mean, 2))).Sum() / total;
        return new(Math.Max(mean, reached), Math.Sqrt(variance));
    }
}
