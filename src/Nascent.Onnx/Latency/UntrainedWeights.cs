using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Randomness;

namespace Nascent.Onnx.Latency;

/// <summary>Weights for networks that were not trained, so that they can be exported and timed.</summary>
/// <remarks>Kernels are normal with variance 2 / fan-in (He et al. 2015), keyed by name; biases and shifts are 0, scales and variances 1.</remarks>
public static class UntrainedWeights
{
    /// <summary>Values for every weight of a network; those of a weight depend on the seed and its name alone.</summary>
    public static ImmutableArray<NamedTensor> Of(Architecture architecture, Seed seed) =>
        [.. architecture.Weights.Select(slot => new NamedTensor(slot.Name, slot.Shape, ValuesOf(slot, seed)))];

    private static float[] ValuesOf(WeightSlot slot, Seed seed)
    {
        var values = new float[slot.Count];
        if (slot.Role is WeightRole.Scale or WeightRole.RunningVariance)
            Array.Fill(values, 1f);
        if (slot.Role != WeightRole.Kernel)
            return values;
        var stream = seed.Derive(slot.Name).Stream();
        var deviation = Math.Sqrt(2.0 * slot.Shape[0] / slot.Count);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * stream.NextGaussian());
        return values;
    }
}
