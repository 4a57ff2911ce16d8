namespace Nascent.Numerics;

/// <summary>Distribution functions that tests of significance need, exact to at least ten digits.</summary>
public static class Distributions
{
    private const int Steps = 2000;

    // Lanczos' coefficients for g = 7 (Press et al. 2007, section 6.1, give the series).
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
        9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The probability that a standard normal number is above <paramref name="z"/>.</summary>
    public static double NormalAbove(double z) => z < 0 ? 1 - NormalAbove(-z) : 0.5 * GammaAbove(z * z / 2);

    /// <summary>The probability that a number of Fisher's F distribution is above <paramref name="f"/>.</summary>
    public static double FisherAbove(double f, double between, double within) =>
        double.IsPositiveInfinity(f) ? 0 : f <= 0 ? 1 : Beta(within / (within + (between * f)), within / 2, between / 2);

    /// <summary>The exact interval of a probability after some trials (Clopper and Pearson 1934): outside of it what was seen, or more extreme, has at most (1 − level) / 2 on each side.</summary>
    /// <param name="successes">Trials that succeeded.</param>
    /// <param name="trials">All trials, at least 1.</param>
    /// <param name="level">In the range (0, 1), such as 0.95.</param>
    public static (double Low, double High) BinomialInterval(int successes, int trials, double level)
    {
        var tail = (1 - level) / 2;
        // P(X ≥ k | p) = I_p(k, n − k + 1), which grows with p; halving finds the p of a tail.
        return (successes == 0 ? 0 : Root(p => Beta(p, successes, trials - successes + 1) - tail), successes == trials ? 1 : Root(p => Beta(p, successes + 1, trials - successes) - (1 - tail)));

        static double Root(Func<double, double> rising)
        {
            var (low, high) = (0.0, 1.0);
            for (var i = 0; i < 60; i++)
                if (rising((low + high) / 2) < 0)
                    low = (low + high) / 2;
                else
                    high = (low + high) / 2;
            return (low + high) / 2;
        }
    }

    /// <summary>The probability that the range of <paramref name="count"/> independent standard normal numbers is above <paramref name="range"/>.</summary>
    public static double RangeAbove(double range, int count)
    {
        // P(range ≤ q) = k ∫ φ(z) (Φ(z + q) − Φ(z))^(k − 1) dz, by Simpson's rule over all z that matter.
        var (from, to) = (-9.0 - range, 9.0);
        var step = (to - from) / Steps;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var z = from + (i * step);
            var weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-z * z / 2) * Math.Pow(NormalAbove(z) - NormalAbove(z + range), count - 1);
        }

        return 1 - (count * sum * step / 3 / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>The logarithm of the gamma function of a positive number.</summary>
    public static double LogGamma(double x)
    {
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (x - 1 + i);
        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    // The regularised upper incomplete gamma function Q(1/2, x), which is the complementary error function of √x: a series below 1.5, a continued fraction above.
    private static double GammaAbove(double x)
    {
        if (x <= 0)
            return 1;
        if (x < 1.5)
        {
            var (term, sum) = (2.0, 2.0);
            for (var n = 1; n < 200 && Math.Abs(term) > 1e-17; n++)
            {
                term *= x / (0.5 + n);
                sum += term;
            }

            return 1 - (sum * Math.Exp(-x) * Math.Sqrt(x / Math.PI));
        }

        var fraction = 0.0;
        for (var n = 200; n > 0; n--)
            fraction = n * (n - 0.5) / (x + (2 * n) + 0.5 - fraction);
        return Math.Exp(-x) * Math.Sqrt(x / Math.PI) / (x + 0.5 - fraction);
    }

    // The regularised incomplete beta function by its continued fraction (Lentz' method; Press et al. 2007, section 6.4).
    private static double Beta(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
            return x <= 0 ? 0 : 1;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(x, a, b) / a : 1 - (front * BetaFraction(1 - x, b, a) / b);
    }

    private static double BetaFraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var (c, d) = (1.0, 1 / Kept(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var m = 1; m < 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Kept(1 + (even * d));
            c = Kept(1 + (even / c));
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Kept(1 + (odd * d));
            c = Kept(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
                break;
        }

        return fraction;

        static double Kept(double value) => Math.Abs(value) < tiny ? tiny : value;
    }
}
