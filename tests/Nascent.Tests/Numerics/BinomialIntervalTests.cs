using Nascent.Numerics;

namespace Nascent.Tests.Numerics;

public sealed class BinomialIntervalTests
{
    // Published values: Clopper and Pearson's intervals as tables and R's binom.test have them.
    [Theory]
    [InlineData(0, 10, 0.0, 0.3084971)]
    [InlineData(10, 10, 0.6915029, 1.0)]
    [InlineData(5, 10, 0.1870860, 0.8129140)]
    [InlineData(1, 20, 0.0012651, 0.2487328)]
    [InlineData(81, 263, 0.2527367, 0.3676219)]
    public void It_is_that_of_tables(int successes, int trials, double low, double high)
    {
        var interval = Distributions.BinomialInterval(successes, trials, 0.95);
        interval.Low.ShouldBe(low, 1e-6);
        interval.High.ShouldBe(high, 1e-6);
    }

    [Fact]
    public void It_holds_the_truth_at_least_as_often_as_it_says()
    {
        foreach (var (trials, truth) in new[] { (20, 0.9), (50, 0.97), (24, 0.5) })
        {
            var covered = Enumerable.Range(0, trials + 1).Where(k => Distributions.BinomialInterval(k, trials, 0.95) is var (low, high) && low <= truth && truth <= high)
                .Sum(k => Math.Exp(Distributions.LogGamma(trials + 1) - Distributions.LogGamma(k + 1) - Distributions.LogGamma(trials - k + 1) + (k * Math.Log(truth)) + ((trials - k) * Math.Log(1 - truth))));
            covered.ShouldBeInRange(0.95, 1);
        }
    }
}
