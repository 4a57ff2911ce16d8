using Nascent.Numerics;
using Nascent.Randomness;

namespace Nascent.Benchmarks.Statistics;

/// <summary>How far an estimate ranks candidates as the truth does, each number with its 95 % bootstrap interval over the candidates.</summary>
/// <param name="Tau">Kendall's τ-b.</param>
/// <param name="Rho">Spearman's ρ.</param>
/// <param name="PrecisionAtTop">Of as many candidates as are asked for with the best estimates, the share that is among as many with the best truths, in the range [0, 1].</param>
/// <param name="Regret">How much better the best candidate is than the one that the estimate ranks first, in the unit of the truth, at least 0.</param>
/// <remarks>Candidates with equal estimates count in part: as their mean over all orders in which they could stand.</remarks>
public sealed record RankAgreement(Interval Tau, Interval Rho, Interval PrecisionAtTop, Interval Regret)
{
    /// <summary>The agreement of an estimate with the truth.</summary>
    /// <param name="estimates">What is estimated of each candidate, larger for better; one that has none is not-a-number, and ranks last.</param>
    /// <param name="truths">How good each candidate is, larger for better; numbers.</param>
    /// <param name="top">How many candidates count as the best, at least 1 and at most all.</param>
    /// <param name="seed">The key of the bootstrap's draws.</param>
    /// <param name="resamples">How many samples the bootstrap draws.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or are empty.</exception>
    public static RankAgreement Of(IReadOnlyList<double> estimates, IReadOnlyList<double> truths, int top, Seed seed, int resamples = Bootstrap.DefaultResamples)
    {
        if (estimates.Count != truths.Count || truths.Count == 0)
            throw new ArgumentException($"Found {estimates.Count} estimates and {truths.Count} truths, expected as many, and at least one.", nameof(truths));
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, truths.Count);
        var numbers = estimates.Select(value => double.IsNaN(value) ? double.NegativeInfinity : value).ToArray();
        Interval Over(Func<double[], double[], double> statistic) => Bootstrap.Of(
            numbers.Length, drawn => statistic(Array.ConvertAll(drawn, i => numbers[i]), Array.ConvertAll(drawn, i => truths[i])), seed, resamples);
        return new(Over(RankCorrelation.KendallTau), Over(RankCorrelation.SpearmanRho), Over((estimate, truth) => PrecisionOf(estimate, truth, top)), Over(RegretOf));
    }

    /// <summary>The value that the last of the best has, and how many of those with just that value count.</summary>
    private static (double Least, double ShareOfTies) Cut(double[] values, int top)
    {
        var least = values.OrderDescending().ElementAt(top - 1);
        return (least, (top - values.Count(value => value > least)) / (double)values.Count(value => value.Equals(least)));
    }

    private static double PrecisionOf(double[] estimates, double[] truths, int top)
    {
        var (estimated, actual) = (Cut(estimates, top), Cut(truths, top));
        static double Share(double value, (double Least, double ShareOfTies) cut) => value > cut.Least ? 1 : value.Equals(cut.Least) ? cut.ShareOfTies : 0;
        return estimates.Zip(truths, (estimate, truth) => Share(estimate, estimated) * Share(truth, actual)).Sum() / top;
    }

    private static double RegretOf(double[] estimates, double[] truths)
    {
        var first = estimates.Max();
        return Math.Max(0, truths.Max() - truths.Where((_, i) => estimates[i].Equals(first)).Average()); // a mean of equal numbers may differ from them by rounding
    }
}
