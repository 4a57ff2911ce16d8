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
        if (share == 1)
            return [.. Enumerable.Range(0, targets.Count)];
        var order = Enumerable.Range(0, targets.Count).ToArray();
        default(Seed).Derive("data-share").Stream().Shuffle<int>(order);
        var groups = targets is SampleTargets.Labels labels ? order.GroupBy(sample => labels.Indices[sample]) : order.GroupBy(_ => 0);
        return [.. groups.SelectMany(group => group.Take((int)Math.Ceiling(share * group.Count()))).Order()];
    }
}
