using Nascent.Randomness;

namespace Nascent.Data;

/// <summary>What is to be predicted for some samples.</summary>
public abstract record SampleTargets
{
    private SampleTargets()
    {
    }

    /// <summary>The number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Those of some samples.</summary>
    /// <param name="rows">Which, by number, in the order in which they shall be.</param>
    public SampleTargets Take(int[] rows) => this switch
    {
        Labels labels => new Labels([.. rows.Select(row => labels.Indices[row])]),
        Numbers numbers => new Numbers([.. rows.Select(row => numbers.Values[row])]),
        _ => throw new InvalidOperationException($"No rows of {GetType().Name}."),
    };

    /// <summary>The fold of each sample, of equal sizes but for one sample; classes are spread evenly.</summary>
    /// <param name="count">How many folds there are, at least 2.</param>
    /// <param name="seed">What samples are shuffled by.</param>
    public int[] Folds(int count, Seed seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        seed.Derive("folds").Stream().Shuffle(order.AsSpan());
        if (this is Labels labels)
            order = [.. order.OrderBy(row => labels.Indices[row])];
        var folds = new int[Count];
        foreach (var (place, row) in order.Index())
            folds[row] = place % count;
        return folds;
    }

    /// <summary>Indices of classes, in the range [0, classes).</summary>
    /// <param name="Indices">One a sample.</param>
    public sealed record Labels(int[] Indices) : SampleTargets
    {
        /// <inheritdoc/>
        public override int Count => Indices.Length;
    }

    /// <summary>Numbers, in the target's own unit (not standardised).</summary>
    /// <param name="Values">One a sample.</param>
    public sealed record Numbers(double[] Values) : SampleTargets
    {
        /// <inheritdoc/>
        public override int Count => Values.Length;
    }
}
