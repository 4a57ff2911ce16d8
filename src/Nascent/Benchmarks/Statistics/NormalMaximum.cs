using Nascent.Numerics;

namespace Nascent.Benchmarks.Statistics;

/// <summary>The largest of several independent standard normal numbers.</summary>
public static class NormalMaximum
{
    private const double Far = 9;
    private const int Steps = 4000;

    /// <summary>
    /// Its expectation, E[max] = n ∫ z φ(z) Φ(z)ⁿ⁻¹ dz (David and Nagaraja 2003, section 3.1), by Simpson's rule: 0 for one number, 0.564 for two, 2.51 for a hundred.
    /// </summary>
    /// <param name="count">How many numbers, n, at least 1.</param>
    /// <returns>The expectation, to at least six digits up to a million numbers.</returns>
    public static double ExpectationOf(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var step = 2 * Far / Steps;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var z = (i * step) - Far;
            var weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
            // ln Φ(z) = ln(1 − Φ(−z)) keeps its digits where Φ is nearly 1.
            var logBelow = z > 0 ? double.LogP1(-Distributions.NormalAbove(z)) : Math.Log(Distributions.NormalAbove(-z));
            sum += weight * z * Math.Exp((-z * z / 2) + ((count - 1) * logBelow));
        }

        return count * sum * step / 3 / Math.Sqrt(2 * Math.PI);
    }
}
