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
        var fanIn = (double)slot.Count / slot.Shape[0];
        return [.. Enumerable.Range(0, (int)slot.Count).Select(_ => (float)(slot.Role switch
        {
            WeightRole.Kernel => stream.NextGaussian() / Math.Sqrt(fanIn),
            WeightRole.Scale => 0.5 + stream.NextDouble(),
            WeightRole.RunningVariance => 0.3 + stream.NextDouble(),
            _ => stream.NextGaussian() / 3,
        }))];
    }
}
