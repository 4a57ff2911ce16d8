using Nascent.Architectures;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

/// <summary>Weights that leave nothing at a value that would hide a mistake: no zero bias, no unit scale.</summary>
internal static class RandomWeights
{
    public static NamedTensor[] Of(Architecture network, Seed seed) =>
        [.. network.Weights.Select(slot => new NamedTensor(slot.Name, slot.Shape, ValuesOf(slot, seed.Derive(slot.Name).Stream())))];

    private static float[] ValuesOf(WeightSlot slot, RandomStream stream)
    {
        if (slot.Role == WeightRole.Structure)
            return Stumps(slot.Shape[0] / 3, stream);
        var fanIn = (double)slot.Count / slot.Shape[0];
        return [.. Enumerable.Range(0, (int)slot.Count).Select(_ => (float)(slot.Role switch
        {
            WeightRole.Kernel => stream.NextGaussian() / Math.Sqrt(fanIn),
            WeightRole.Scale => 0.5 + stream.NextDouble(),
            WeightRole.RunningVariance => 0.3 + stream.NextDouble(),
            _ => stream.NextGaussian() / 3,
        }))];
    }

    // Trees of one comparison: the roots, then two leaves of each.
    private static float[] Stumps(int count, RandomStream stream) =>
    [
        .. Enumerable.Range(0, count).SelectMany(root => (float[])[0, (float)stream.NextGaussian(), count + (2 * root), count + (2 * root) + 1, 0, 0]),
        .. Enumerable.Range(count, 2 * count).SelectMany(leaf => (float[])[0, 0, leaf, leaf, 0, (float)stream.NextGaussian()]),
    ];
}
