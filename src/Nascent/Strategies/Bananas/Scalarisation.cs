using Nascent.Randomness;

namespace Nascent.Strategies.Bananas;

/// <summary>One number from the scores by several objectives, with weights that are drawn anew for each proposal (Knowles 2006, augmented Tchebycheff function, ρ = 0.05).</summary>
/// <param name="Weights">One an objective; they sum to 1.</param>
internal sealed record Scalarisation(double[] Weights)
{
    private const double Augmentation = 0.05;
    private const double Ideal = 3; // a normal score that hardly any trial has

    /// <summary>Weights drawn uniformly from the simplex.</summary>
    public static Scalarisation Draw(int objectives, Seed seed)
    {
        var stream = seed.Stream();
        var parts = new double[objectives];
        for (var i = 0; i < objectives; i++)
            parts[i] = -Math.Log(1 - stream.NextDouble());
        var sum = parts.Sum();
        return new([.. parts.Select(part => objectives == 1 ? 1 : part / sum)]);
    }

    /// <summary>More is better; with one objective the order is that of its scores.</summary>
    public double Of(ReadOnlySpan<double> scores)
    {
        var (worst, sum) = (double.NegativeInfinity, 0.0);
        for (var i = 0; i < Weights.Length; i++)
        {
            var missing = Weights[i] * (Ideal - scores[i]);
            (worst, sum) = (Math.Max(worst, missing), sum + missing);
        }

        return -(worst + (Augmentation * sum));
    }
}
