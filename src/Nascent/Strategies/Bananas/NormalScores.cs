namespace Nascent.Strategies.Bananas;

/// <summary>The quantile function of the standard normal distribution.</summary>
internal static class NormalScores
{
    /// <summary>The normal score of a place among so many, counted from the worst: the quantile at (place + ½) / count.</summary>
    public static double Of(double place, int count) => Quantile((place + 0.5) / count);

    /// <summary>The quantile at a probability in the range (0, 1), to 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23): plenty for targets.</summary>
    public static double Quantile(double probability)
    {
        if (probability > 0.5)
            return -Quantile(1 - probability);
        var t = Math.Sqrt(-2 * Math.Log(probability));
        return ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))) - t;
    }
}
