using Nascent.Data;
using Nascent.Randomness;

namespace Nascent.Torch.Training;

/// <summary>The share of the training part that a fidelity uses: the same samples in every trial, and a larger share holds every smaller one.</summary>
public static class TrainingSubset
{
    /// <summary>Indices of the samples, ascending. Of each class the same share is taken, rounded up, in the order of a fixed shuffle.</summary>
    /// <param name="targets">The training part's targets.</param>
    /// <param name="share">The share, in the range (0, 1].</param>
    /// <exception cref="NascentException">The share is outside its range.</exception>
    public static int[] Of(SampleTargets targets, double share)
    {
        if (share is not (> 0 and <= 1))
            throw new NascentException($"Fidelity axis 'dataShare': found {share}, expected a share in the range (0, 1].");
        return share == 1 ? [.. Enumerable.Range(0, targets.Count)] : [.. Groups(targets).SelectMany(group => group[..Used(group, share)]).Order()];
    }

    /// <summary>Indices of samples that a share leaves unused, ascending: of each class those that a larger share would take next, about as large a part of all classes.</summary>
    /// <param name="targets">The training part's targets.</param>
    /// <param name="share">The share that is used, in the range (0, 1].</param>
    /// <param name="most">How many at most.</param>
    public static int[] Unused(SampleTargets targets, double share, int most)
    {
        var left = Groups(targets).Select(group => group[Used(group, share)..]).ToArray();
        var part = Math.Min(1, most / (double)Math.Max(1, left.Sum(group => group.Length)));
        return [.. left.SelectMany(group => group[..(int)(part * group.Length)]).Order()];
    }

    private static int Used(int[] group, double share) => (int)Math.Ceiling(share * group.Length);

    private static IEnumerable<int[]> Groups(SampleTargets targets)
    {
        var order = Enumerable.Range(0, targets.Count).ToArray();
        default(Seed).Derive("data-share").Stream().Shuffle<int>(order);
        return targets is SampleTargets.Labels labels ? order.GroupBy(sample => labels.Indices[sample], (_, group) => group.ToArray()) : [order];
    }
}
