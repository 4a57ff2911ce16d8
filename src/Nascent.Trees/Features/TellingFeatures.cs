using Nascent.Data;

namespace Nascent.Trees.Features;

/// <summary>The features that tell most of the target by themselves, for trees on tables that are too wide for the time.</summary>
internal static class TellingFeatures
{
    /// <summary>Their indices, ascending: those of the highest share of variance between classes, or of the highest squared correlation with a number; of equals the first.</summary>
    /// <param name="train">The training part.</param>
    /// <param name="targets">Classes, or numbers.</param>
    /// <param name="count">How many.</param>
    public static int[] Of(SampleValues.Columns train, SampleTargets targets, int count)
    {
        var scores = Enumerable.Range(0, train.FeatureCount).Select(feature => (Feature: feature, Score: Told(train, targets, feature)));
        return [.. scores.OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Feature).Take(count).Select(scored => scored.Feature).Order()];
    }

    /// <summary>A table with some of its features.</summary>
    public static SampleValues.Columns Take(SampleValues.Columns table, int[] features)
    {
        if (features.Length == table.FeatureCount)
            return table;
        var samples = table.Features.Length / table.FeatureCount;
        var kept = new float[samples * features.Length];
        for (var sample = 0; sample < samples; sample++)
            for (var i = 0; i < features.Length; i++)
                kept[(sample * features.Length) + i] = table.Features[(sample * table.FeatureCount) + features[i]];
        return table with { Features = kept, FeatureCount = features.Length };
    }

    // The squared correlation ratio η² of classes, r² of numbers: the share of the variance that is told, in [0, 1].
    private static double Told(SampleValues.Columns train, SampleTargets targets, int feature)
    {
        double ValueOf(int sample) => train.Features[(sample * train.FeatureCount) + feature];
        var mean = Enumerable.Range(0, targets.Count).Average(ValueOf);
        var variance = Enumerable.Range(0, targets.Count).Sum(sample => Square(ValueOf(sample) - mean));
        if (variance <= 0)
            return 0;
        if (targets is SampleTargets.Labels labels)
            return labels.Indices.Index().GroupBy(pair => pair.Item).Sum(group => group.Count() * Square(group.Average(pair => ValueOf(pair.Index)) - mean)) / variance;
        var numbers = ((SampleTargets.Numbers)targets).Values;
        var centre = numbers.Average();
        var spread = numbers.Sum(number => Square(number - centre));
        return spread <= 0 ? 0 : Square(numbers.Index().Sum(pair => (ValueOf(pair.Index) - mean) * (pair.Item - centre))) / spread / variance;
    }

    private static double Square(double value) => value * value;
}
