using Nascent.Benchmarks.Statistics;

namespace Nascent.Tests.Benchmarks.Statistics;

public sealed class NormalMaximumTests
{
    // Closed forms: 1/√π and 3/(2√π); the others are tabled (Harter 1961; David and Nagaraja 2003).
    [Theory]
    [InlineData(1, 0, 1e-9)]
    [InlineData(2, 0.5641895835, 1e-8)]
    [InlineData(3, 0.8462843753, 1e-8)]
    [InlineData(5, 1.16296, 1e-5)]
    [InlineData(10, 1.53875, 1e-5)]
    [InlineData(100, 2.50759, 1e-5)]
    [InlineData(1000, 3.24144, 1e-4)]
    public void Its_expectation_is_the_tabled_one(long count, double expected, double tolerance) => NormalMaximum.ExpectationOf(count).ShouldBe(expected, tolerance);

    [Fact]
    public void It_grows_with_the_count_and_stays_below_the_bound_of_extreme_values()
    {
        long[] counts = [1, 2, 10, 1_000, 100_000, 1_000_000];
        var expectations = Array.ConvertAll(counts, NormalMaximum.ExpectationOf);
        expectations.ShouldBeInOrder(SortDirection.Ascending);
        foreach (var (count, expectation) in counts.Skip(1).Zip(expectations.Skip(1)))
            expectation.ShouldBeInRange(0, Math.Sqrt(2 * Math.Log(count)));
        Should.Throw<ArgumentOutOfRangeException>(() => NormalMaximum.ExpectationOf(0));
    }
}
