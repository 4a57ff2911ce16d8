using System.Collections.Immutable;
using Nascent.Numerics;

namespace Nascent.Tasks;

/// <summary>Numbers by how many others are below them, on the scale of a normal distribution: a rising function, linear between <see cref="Values"/>.</summary>
/// <remarks>
/// What is far off stands near what is last, and values that are crowded stand apart. As the quantile transform of Gorishniy et al. 2021, section 4.3,
/// but for the lines between at most <see cref="MostValues"/> quantiles, which fit into a graph, and no noise.
/// </remarks>
/// <param name="Values">At least two values, rising.</param>
/// <param name="Scores">What becomes of each, rising; what is beyond the first or the last value becomes as that.</param>
public sealed record QuantileScale(ImmutableArray<double> Values, ImmutableArray<double> Scores)
{
    /// <summary>The most values that <see cref="Fit"/> keeps.</summary>
    public const int MostValues = 33;

    /// <summary>Fits the scale to numbers; their scores have mean 0 and variance 1.</summary>
    /// <param name="numbers">Finite numbers, at least two of them different.</param>
    public static QuantileScale Fit(ReadOnlySpan<double> numbers)
    {
        var sorted = numbers.ToArray();
        Array.Sort(sorted);
        double[] distinct = [.. sorted.Distinct()];
        double[] values = distinct.Length <= MostValues ? distinct : [.. Enumerable.Range(0, MostValues).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (MostValues - 1))]).Distinct()];
        var raw = new QuantileScale([.. values], [.. values.Select(value => NormalScores.Quantile((Below(sorted, value) + Below(sorted, Math.BitIncrement(value))) / (2.0 * sorted.Length)))]);
        double[] scores = Array.ConvertAll(sorted, raw.Of);
        var mean = scores.Average();
        var deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        return raw with { Scores = [.. raw.Scores.Select(score => (score - mean) / deviation)] };
    }

    /// <summary>The score of a number.</summary>
    public double Of(double number)
    {
        var score = Scores[0];
        for (var i = 0; i + 1 < Values.Length; i++)
        {
            var width = Values[i + 1] - Values[i];
            score += (Scores[i + 1] - Scores[i]) * (Math.Min(Math.Max(number - Values[i], 0), width) / width);
        }

        return score;
    }

    /// <inheritdoc/>
    public bool Equals(QuantileScale? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan()) && Scores.AsSpan().SequenceEqual(other.Scores.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Values.Length, Values.FirstOrDefault(), Scores.FirstOrDefault());

    /// <summary>How many of the sorted numbers are below a value.</summary>
    private static int Below(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
