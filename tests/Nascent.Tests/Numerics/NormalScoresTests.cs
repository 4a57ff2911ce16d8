using Nascent.Numerics;

namespace Nascent.Tests.Numerics;

public sealed class NormalScoresTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959964)]
    [InlineData(0.001, -3.090232)]
    public void They_are_quantiles_of_the_normal_distribution(double probability, double quantile)
    {
        NormalScores.Quantile(probability).ShouldBe(quantile, 1e-6);
        NormalScores.Distribution(quantile).ShouldBe(probability, 1e-6);
    }

    [Fact]
    public void They_follow_ranks_and_equals_share_theirs()
    {
        NormalScores.Of([5, double.NegativeInfinity, 7]).ShouldBe([0, -0.967421566, 0.967421566], 1e-6);
        NormalScores.Of([1, 1, 3, 4]).Take(2).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_bound_lies_where_the_share_of_values_up_to_it_says()
    {
        NormalScores.OfBound([1, 2, 3], 2).ShouldBe(NormalScores.Quantile(2.5 / 4), 1e-12);
        NormalScores.OfBound([1, 2, 3], 0).ShouldBe(NormalScores.Quantile(0.5 / 4), 1e-12);
    }
}
