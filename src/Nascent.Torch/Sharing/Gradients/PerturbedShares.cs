using Nascent.Randomness;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Noise on the shares of a mixture (Chen and Hsieh 2020, SDARTS-RS).</summary>
internal static class PerturbedShares
{
    /// <summary>The shares with uniform noise, put back onto the simplex as the authors' program does: clamped to [0, 1] and divided by their sum.</summary>
    /// <param name="shares">The shares; they sum to 1.</param>
    /// <param name="radius">The largest noise; none where it is 0.</param>
    /// <param name="stream">Draws it.</param>
    public static double[] Of(double[] shares, double radius, RandomStream stream)
    {
        var noisy = Array.ConvertAll(shares, share => Math.Clamp(share + (radius * ((2 * stream.NextDouble()) - 1)), 0, 1));
        var sum = noisy.Sum();
        return sum > 0 ? Array.ConvertAll(noisy, share => share / sum) : shares;
    }
}
