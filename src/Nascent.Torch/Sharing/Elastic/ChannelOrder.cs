using Nascent.Architectures.Rewriting;
using Nascent.Genotypes;

namespace Nascent.Torch.Sharing.Elastic;

/// <summary>Puts the channels of a supernet into the order of their importance, so that narrower networks keep the important ones (Cai et al. 2020, section 3.3).</summary>
/// <remarks>
/// A channel's importance is the sum of the absolute weights that read it in the largest network: the L1 norm of the paper, over all layers that read it. All weights that have the channel change at once
/// (<see cref="ChannelGroup"/>), so the largest network computes what it did before. What an optimiser remembers of them is forgotten.
/// </remarks>
internal static class ChannelOrder
{
    /// <summary>Sorts all channels whose order may change.</summary>
    /// <param name="supernet">The supernet, whose largest network was trained.</param>
    /// <param name="largest">The largest network.</param>
    public static void Sort(Supernet supernet, Genotype largest)
    {
        var network = supernet.Load(largest).Module.Architecture;
        foreach (var group in ChannelGroup.Of(network))
        {
            var importance = new double[group.Width];
            foreach (var (slot, axis) in group.Weights)
                if (axis == 1)
                    AddMagnitudes(supernet.Weights[slot.Name].Values, importance);
            int[] order = [.. Enumerable.Range(0, group.Width).OrderByDescending(channel => importance[channel])];
            foreach (var (slot, axis) in group.Weights)
                if (slot.Trainable)
                    supernet.Weights[slot.Name].Permute(axis, order);
        }
    }

    /// <summary>Adds the absolute values by input, which is the last size in memory.</summary>
    private static void AddMagnitudes(ReadOnlySpan<float> values, double[] sums)
    {
        for (var i = 0; i < values.Length; i++)
            sums[i % sums.Length] += Math.Abs(values[i]);
    }
}
