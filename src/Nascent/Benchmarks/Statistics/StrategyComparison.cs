using System.Collections.Immutable;

namespace Nascent.Benchmarks.Statistics;

/// <summary>Strategies held against each other over the same repeats or problems.</summary>
/// <param name="Friedman">Whether any ranks otherwise than by chance, and their mean ranks.</param>
/// <param name="CriticalDifference">By how much mean ranks must differ, at a level of 5 % (Nemenyi).</param>
/// <param name="Pairs">Every pair of strategies.</param>
public sealed record StrategyComparison(FriedmanTest Friedman, double CriticalDifference, ImmutableArray<PairedComparison> Pairs)
{
    /// <summary>Compares.</summary>
    /// <param name="blocks">At least two, one a repeat or a problem: the result of each strategy, at least two, larger ones better; one that is no number ranks last.</param>
    public static StrategyComparison Of(IReadOnlyList<double[]> blocks)
    {
        var friedman = FriedmanTest.Of(blocks);
        var count = blocks[0].Length;
        var pairs = (from first in Enumerable.Range(0, count) from second in Enumerable.Range(first + 1, count - first - 1) select (First: first, Second: second)).ToArray();
        var differences = Array.ConvertAll(pairs, pair => blocks.Select(block => block[pair.First] - block[pair.Second]).Where(difference => !double.IsNaN(difference)).ToArray());
        var probabilities = Array.ConvertAll(differences, all => WilcoxonTest.Of(all).PValue);
        var corrected = HolmCorrection.Of(probabilities);
        return new(
            friedman, NemenyiTest.CriticalDifference(count, blocks.Count),
            [.. pairs.Select((pair, i) => new PairedComparison(pair.First, pair.Second, differences[i].Length == 0 ? double.NaN : differences[i].Average(), probabilities[i], corrected[i]))]);
    }
}
