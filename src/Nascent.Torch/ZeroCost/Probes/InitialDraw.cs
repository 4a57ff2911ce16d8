using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.Modules.Weights;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>Draws <see cref="InitialValues"/>.</summary>
internal static class InitialDraw
{
    /// <summary>The weights of a network.</summary>
    /// <param name="kind">What they are like.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="seed">The network's seed.</param>
    public static WeightBuffers All(InitialValues kind, Architecture architecture, Seed seed)
    {
        Native.LibTorch.Load();
        var (buffers, keys) = (new WeightBuffers(architecture.Weights, CPU), ProbeNetwork.WeightKeys(seed));
        foreach (var slots in architecture.Nodes.Select(architecture.WeightsOf))
            foreach (var slot in slots.Where(slot => slot.Role is not (WeightRole.Shift or WeightRole.RunningMean))) // those are zero, as all are at first
                buffers.Set(slot, Of(kind, slot, slots[0], keys));
        return buffers;
    }

    /// <summary>The values of one weight, row-major.</summary>
    /// <param name="kind">What they are like.</param>
    /// <param name="slot">The weight.</param>
    /// <param name="kernel">The kernel or matrix of its operator, which says how many inputs an output has; the weight itself where it is that, or the operator has none.</param>
    /// <param name="seed">The network's seed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float[] Of(InitialValues kind, WeightSlot slot, WeightSlot kernel, Seed seed)
    {
        var values = new float[slot.Count];
        var stream = seed.Derive(slot.Name).Stream();
        switch (slot.Role)
        {
            case WeightRole.Kernel or WeightRole.Bias or WeightRole.Offset when kind == InitialValues.Uniform:
                var bound = 1 / Math.Sqrt((double)kernel.Count / kernel.Shape[0]);
                foreach (ref var value in values.AsSpan())
                    value = (float)(bound * ((2 * stream.NextDouble()) - 1));
                break;
            case WeightRole.Kernel or WeightRole.Offset:
                foreach (ref var value in values.AsSpan())
                    value = (float)stream.NextGaussian();
                break;
            case WeightRole.MemberScale:
                InitialWeights.FillMemberScales(slot, seed, values);
                break;
            case WeightRole.Scale or WeightRole.RunningVariance:
                values.AsSpan().Fill(1);
                break;
            case WeightRole.Bias or WeightRole.Shift or WeightRole.RunningMean or WeightRole.Structure:
                break; // zero
            default:
                throw new InvalidOperationException($"Weight '{slot.Name}': found no initial value of role {slot.Role}, expected one.");
        }

        return values;
    }
}
