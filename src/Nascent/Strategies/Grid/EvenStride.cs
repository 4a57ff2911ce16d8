using System.Numerics;
using Nascent.Genotypes;

namespace Nascent.Strategies.Grid;

/// <summary>Chooses the stride of a walk through a space, so that its first genotypes answer every decision in as many ways as can be.</summary>
internal static class EvenStride
{
    private const int Candidates = 16;
    private const int Longest = 64;

    // 2⁶⁴ / φ, the ratio whose multiples are spread most evenly over a circle.
    private static readonly BigInteger GoldenBits = 0x9E3779B97F4A7C15UL;

    /// <summary>Of the strides nearest to size / φ that have no factor in common with the size, the one whose first 64 genotypes are the most even.</summary>
    /// <param name="space">The space.</param>
    /// <param name="start">Where the walk starts.</param>
    /// <returns>In the range [1, size), or 1 for a space of one genotype.</returns>
    public static BigInteger Of(DecisionSpace space, BigInteger start)
    {
        var golden = (space.Size * GoldenBits) >> 64;
        return Near(golden, space.Size).MinBy(stride => Unevenness(space, start, stride));
    }

    /// <summary>Strides from the middle outwards; 1 where there are no others.</summary>
    private static List<BigInteger> Near(BigInteger middle, BigInteger size)
    {
        var strides = new List<BigInteger>();
        for (var distance = BigInteger.Zero; strides.Count < Candidates && distance < size; distance++)
            foreach (var stride in distance.IsZero ? new[] { middle } : [middle - distance, middle + distance])
                if (stride.Sign > 0 && stride < size && BigInteger.GreatestCommonDivisor(stride, size).IsOne)
                    strides.Add(stride);
        return strides.Count == 0 ? [BigInteger.One] : strides;
    }

    /// <summary>How unevenly the first 8, 16, 32 and 64 genotypes answer: squares of each answer's count, which are least where all counts are alike.</summary>
    private static double Unevenness(DecisionSpace space, BigInteger start, BigInteger stride)
    {
        var (counts, sum, place) = (new Dictionary<(DecisionPath, string), int>(), 0.0, start);
        for (var count = 1; count <= Longest && count <= space.Size; count++, place = (place + stride) % space.Size)
        {
            foreach (var answer in space.At(place).Answers)
                counts[answer] = counts.GetValueOrDefault(answer) + 1;
            if (count >= 8 && BitOperations.IsPow2(count))
                sum += counts.Values.Sum(value => (double)value * value) / count;
        }

        return sum;
    }
}
