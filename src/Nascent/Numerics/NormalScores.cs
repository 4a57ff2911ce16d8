namespace Nascent.Numerics;

/// <summary>Values by their ranks on the scale of the standard normal distribution: what is far off weighs no more than what is last.</summary>
internal static class NormalScores
{
    /// <summary>The score of each value: the normal quantile of (rank + 1/2) / n, ties with their mean rank.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var (sorted, order, scores) = (values.ToArray(), new int[n], new double[n]);
        for (var i = 0; i < n; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        for (var start = 0; start < n;)
        {
            var end = start + 1;
            while (end < n && sorted[end] == sorted[start])
                end++;
            var score = Quantile((start + end) / (2.0 * n));
            for (; start < end; start++)
                scores[order[start]] = score;
        }

        return scores;
    }

    /// <summary>The score of a place among so many, counted from 0 for the worst.</summary>
    public static double OfPlace(double place, int count) => Quantile((place + 0.5) / count);

    /// <summary>Where a value would lie among others: the normal quantile of the share of them up to it.</summary>
    /// <param name="sorted">The others, rising.</param>
    /// <param name="value">The value.</param>
    public static double OfBound(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return Quantile((low + 0.5) / (sorted.Length + 1));
    }

    /// <summary>The inverse of the standard normal distribution function (Acklam's rational approximation, relative error below 1.2e-9).</summary>
    public static double Quantile(double p)
    {
        const double Low = 0.02425;
        if (p < Low)
            return Tail(Math.Sqrt(-2 * Math.Log(p)));
        if (p > 1 - Low)
            return -Tail(Math.Sqrt(-2 * Math.Log(1 - p)));
        var q = p - 0.5;
        var r = q * q;
        return (((((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r) - 3.066479806614716e+01) * r) + 2.506628277459239e+00) * q)
            / ((((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1);
    }

    /// <summary>The standard normal distribution function (Abramowitz and Stegun 1964, 7.1.26, absolute error below 1.5e-7).</summary>
    public static double Distribution(double x)
    {
        var z = Math.Abs(x) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * z));
        var erf = 1 - ((((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t) * Math.Exp(-z * z));
        return x >= 0 ? 0.5 * (1 + erf) : 0.5 * (1 - erf);
    }

    /// <summary>The standard normal density.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    private static double Tail(double q) =>
        (((((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q) - 2.549732539343734e+00) * q) + 4.374664141464968e+00) * q) + 2.938163982698783e+00))
        / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q) + 3.754408661907416e+00) * q) + 1);
}
