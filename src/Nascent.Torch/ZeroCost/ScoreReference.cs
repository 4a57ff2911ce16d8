using System.Collections.Immutable;

namespace Nascent.Torch.ZeroCost;

/// <summary>How scores are spread over a sample of networks, by which the scores of any other network become one number that does not depend on its rivals.</summary>
/// <remarks>
/// A score's standard value is (score − median) / σ, with σ the distance of the quartiles over 1.349, which is the standard deviation of a normal distribution: the few degenerate
/// networks of a sample hardly move it. Unlike a rank within the sample, it tells apart networks that are better than all of the sample, which is where a search goes.
/// </remarks>
/// <param name="Scales">Median and σ by the score's name; σ is above 0.</param>
public sealed record ScoreReference(ImmutableSortedDictionary<string, (double Median, double Sigma)> Scales)
{
    private const double QuartilesOfNormal = 1.349;

    /// <summary>The spread of scores over networks. A score that is the same for half of them, or exists for none, has a σ of 1.</summary>
    /// <param name="networks">The scores of each network by name; what a network lacks is left out.</param>
    /// <param name="members">The names of the scores that take part.</param>
    public static ScoreReference Of(IReadOnlyList<IReadOnlyDictionary<string, double>> networks, ImmutableArray<string> members) => new(members.ToImmutableSortedDictionary(
        member => member, member => ScaleOf([.. networks.Where(scores => scores.ContainsKey(member)).Select(scores => scores[member]).Order()]), StringComparer.Ordinal));

    /// <summary>The mean of a network's standard values, 0 for the middle of the sample; null where the network lacks a score.</summary>
    /// <param name="scores">Its scores by name.</param>
    public double? Standing(IReadOnlyDictionary<string, double> scores)
    {
        var sum = 0.0;
        foreach (var (member, (median, sigma)) in Scales)
        {
            if (!scores.TryGetValue(member, out var value))
                return null;
            sum += (value - median) / sigma;
        }

        return sum / Scales.Count;
    }

    private static (double Median, double Sigma) ScaleOf(double[] sorted)
    {
        if (sorted.Length == 0)
            return (0, 1);
        var sigma = (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / QuartilesOfNormal;
        return (Quantile(sorted, 0.5), sigma > 0 ? sigma : 1);
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
