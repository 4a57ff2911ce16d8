namespace Nascent.Data;

/// <summary>What is to be predicted for some samples.</summary>
public abstract record SampleTargets
{
    private SampleTargets()
    {
    }

    /// <summary>The number of samples.</summary>
    public abstract int Count { get; }

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
