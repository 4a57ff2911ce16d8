using Microsoft.ML.Trainers.FastTree;

namespace Nascent.Trees.Forests;

/// <summary>One decision tree: nodes that compare a feature with a threshold, and leaves with a value.</summary>
/// <param name="Features">The feature that each node compares.</param>
/// <param name="Thresholds">A value of at most this goes to <paramref name="Lower"/>.</param>
/// <param name="Lower">A node, or a leaf as its complement.</param>
/// <param name="Upper">The same for larger values.</param>
/// <param name="Values">What each leaf adds, at least one.</param>
internal sealed record Tree(int[] Features, float[] Thresholds, int[] Lower, int[] Upper, float[] Values)
{
    /// <summary>A tree that FastTree has grown.</summary>
    /// <param name="grown">The tree.</param>
    /// <param name="features">The table's feature for each that it was grown on.</param>
    /// <param name="scale">What its leaves are multiplied with.</param>
    /// <param name="shift">What is added to each leaf then.</param>
    public static Tree Of(RegressionTree grown, int[] features, double scale, double shift) => new(
        [.. grown.NumericalSplitFeatureIndexes.Select(feature => features[feature])], [.. grown.NumericalSplitThresholds], [.. grown.LeftChild], [.. grown.RightChild],
        [.. grown.LeafValues.Select(value => (float)((scale * value) + shift))]);

    /// <summary>What it says of a sample's features.</summary>
    public float Of(ReadOnlySpan<float> sample)
    {
        var at = Features.Length == 0 ? ~0 : 0;
        while (at >= 0)
            at = sample[Features[at]] <= Thresholds[at] ? Lower[at] : Upper[at];
        return Values[~at];
    }
}
