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
        var differences = Array.ConvertAll(pairs, pair => blocks.Select(block => Difference(block[pair.First], block[pair.Second])).ToArray());
        var tests = Array.ConvertAll(differences, WilcoxonTest.Of);
        var corrected = HolmCorrection.Of(Array.ConvertAll(tests, test => test.PValue));
        return new(
            friedman, NemenyiTest.CriticalDifference(count, blocks.Count),
            [.. pairs.Select((pair, i) => new PairedComparison(pair.First, pair.Second, MeanDifference(blocks, pair.First, pair.Second), tests[i].PositiveRanks - tests[i].NegativeRanks, tests[i].PValue, corrected[i]))]);
    }

    // As in the ranks of Friedman's test, whoever has no result is behind whoever has one.
    private static double Difference(double first, double second) => (double.IsNaN(first), double.IsNaN(second)) switch
    {
        (true, true) => 0,
        (true, false) => double.NegativeInfinity,
        (false, true) => double.PositiveInfinity,
        _ => first - second,
    };

    private static double MeanDifference(IReadOnlyList<double[]> blocks, int first, int second) =>
        blocks.Select(block => block[first] - block[second]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
