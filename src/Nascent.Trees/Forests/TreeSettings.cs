using Nascent.Randomness;

namespace Nascent.Trees.Forests;

/// <summary>How boosted trees are grown.</summary>
/// <param name="Leaves">Leaves of a tree at most, at least 2.</param>
/// <param name="LeastInLeaf">Samples of a leaf at least.</param>
/// <param name="Rate">The learning rate, in the range (0, 1].</param>
/// <param name="FeatureShare">The share of the features that each tree may compare, in the range (0, 1].</param>
/// <param name="SampleShare">The share of the samples that each tree sees, in the range (0, 1].</param>
/// <param name="Rounds">Trees for each output.</param>
internal sealed record TreeSettings(int Leaves, int LeastInLeaf, double Rate, double FeatureShare, double SampleShare, int Rounds)
{
    private const int FewestRounds = 60;
    private const int MostRounds = 400;

    /// <summary>FastTree's defaults, with smaller leaves where samples are few.</summary>
    public static TreeSettings Default(int samples) => new(20, Math.Clamp(samples / 50, 1, 10), 0.2, 1, 1, 100);

    /// <summary>Settings at random: leaves and samples of a leaf log-uniform, the rate log-uniform from 0.03 to 0.3, and as many rounds as that needs.</summary>
    public static TreeSettings Draw(int samples, Seed seed)
    {
        var stream = seed.Stream();
        var rate = 0.03 * Math.Pow(10, stream.NextDouble());
        return new(
            4 << stream.NextInt(6), Math.Clamp(1 << stream.NextInt(6), 1, Math.Max(1, samples / 20)), rate,
            1 - (0.25 * stream.NextInt(3)), 1 - (0.3 * stream.NextInt(2)), (int)Math.Clamp(20 / rate, FewestRounds, MostRounds));
    }
}
