namespace Nascent.Benchmarks.Statistics;

/// <summary>Two strategies held against each other.</summary>
/// <param name="First">The number of one.</param>
/// <param name="Second">The number of the other.</param>
/// <param name="MeanDifference">The mean of first − second over the pairs in which both have a result.</param>
/// <param name="RankDifference">
/// The sum of the ranks of the pairs in which the first is ahead, less that of the others, of Wilcoxon's test: its sign says which is better, as the test judges ranks. The mean may have
/// the other sign where few large differences stand against many small ones.
/// </param>
/// <param name="PValue">Wilcoxon's signed-rank test, two-sided.</param>
/// <param name="Corrected">The same with Holm's correction for all pairs.</param>
public sealed record PairedComparison(int First, int Second, double MeanDifference, double RankDifference, double PValue, double Corrected);
