using System.Runtime.CompilerServices;
using Nascent.Randomness;

namespace Nascent.Torch.Training;

/// <summary>Mixup (Zhang et al. 2018): each sample of a batch is mixed with its partner, the batch read backwards.</summary>
internal static class Mixup
{
    /// <summary>The weight of each sample beside its partner's: from the distribution Beta(α, α); 1 where <paramref name="alpha"/> is 0.</summary>
    public static double Share(double alpha, Seed seed)
    {
        if (alpha <= 0)
            return 1;
        var stream = seed.Stream();
        var (a, b) = (stream.NextGamma(alpha), stream.NextGamma(alpha));
        return a + b > 0 ? a / (a + b) : 0.5;
    }

    /// <summary>x ← share · x + (1 − share) · partner, for all samples of a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<float> batch, int samples, double share)
    {
        if (share == 1)
            return;
        var (length, own, other) = (batch.Length / samples, (float)share, (float)(1 - share));
        for (var i = 0; i < samples / 2; i++)
        {
            var x = batch.Slice(i * length, length);
            var y = batch.Slice((samples - 1 - i) * length, length);
            for (var j = 0; j < x.Length; j++)
                (x[j], y[j]) = ((own * x[j]) + (other * y[j]), (own * y[j]) + (other * x[j]));
        }
    }
}
