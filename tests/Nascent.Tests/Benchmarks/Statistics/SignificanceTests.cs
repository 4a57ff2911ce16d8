using Nascent.Benchmarks.Statistics;
using Nascent.Numerics;

namespace Nascent.Tests.Benchmarks.Statistics;

public sealed class SignificanceTests
{
    // Results of four variants of a classifier on 14 data sets, some of them equal, as in the example of Demšar 2006, section 3.2.
    private static readonly double[][] WithTies =
    [
        [0.763, 0.768, 0.771, 0.798], [0.599, 0.591, 0.590, 0.569], [0.954, 0.971, 0.968, 0.967], [0.628, 0.661, 0.654, 0.657], [0.882, 0.888, 0.886, 0.898],
        [0.936, 0.931, 0.916, 0.931], [0.661, 0.668, 0.609, 0.685], [0.583, 0.583, 0.563, 0.625], [0.775, 0.838, 0.866, 0.875], [1.000, 1.000, 1.000, 1.000],
        [0.940, 0.962, 0.965, 0.962], [0.619, 0.666, 0.614, 0.669], [0.972, 0.981, 0.975, 0.975], [0.957, 0.978, 0.946, 0.970],
    ];

    [Fact]
    public void Equal_values_share_their_ranks()
    {
        Ranking.Descending([0.7, 0.9, 0.7, double.NaN]).ShouldBe([2.5, 1, 2.5, 4]);
        Ranking.Ascending([3, 1, 2, 1, 1]).ShouldBe([5, 2, 4, 2, 2]);
    }

    [Fact]
    public void The_better_of_a_pair_is_told_by_the_ranks_that_its_probability_is_of()
    {
        // The first is better in 19 of 20 repeats by 0.01 to 0.19, and worse in one by 100.
        double[][] blocks = [.. Enumerable.Range(1, 19).Select(i => new[] { i / 100.0, 0 }), [-100, 0]];
        var pair = StrategyComparison.Of(blocks).Pairs.ShouldHaveSingleItem();
        (pair.RankDifference, pair.PValue < 0.001).ShouldBe((190 - 20, true));
        pair.MeanDifference.ShouldBe(-4.9, 0.01);
    }

    [Fact]
    public void Who_has_no_result_is_behind_in_both_tests()
    {
        double[][] blocks = [.. Enumerable.Range(0, 8).Select(i => new[] { double.NaN, i }), [5, 4], [double.NaN, double.NaN]];
        var comparison = StrategyComparison.Of(blocks);
        comparison.Friedman.MeanRanks[0].ShouldBeGreaterThan(comparison.Friedman.MeanRanks[1]);
        comparison.Pairs[0].RankDifference.ShouldBeLessThan(0);
        comparison.Pairs[0].MeanDifference.ShouldBe(1, "of the repeats in which both have a result");
    }

    [Fact]
    public void Mean_ranks_share_ties() =>
        FriedmanTest.Of(WithTies).MeanRanks.Select(rank => Math.Round(rank, 3)).ShouldBe([3.143, 2.000, 2.929, 1.929]);

    [Fact]
    public void Friedmans_test_with_ties_is_that_of_scipy()
    {
        var test = FriedmanTest.Of(WithTies); // scipy.stats.friedmanchisquare, then Iman and Davenport's formula and scipy.stats.f.sf
        test.ChiSquare.ShouldBe(10.952380952380956, 1e-10);
        test.F.ShouldBe(4.585889570552149, 1e-10);
        test.PValue.ShouldBe(0.007628838730725733, 1e-10);
    }

    [Fact]
    public void Friedmans_statistic_without_ties_is_Demsars_formula()
    {
        // ranks 1 2 3, 1 3 2, 2 1 3, 1 2 3: mean ranks 1.25, 2, 2.75; 12·4 / (3·4) · (1.5625 + 4 + 7.5625 − 3·16/4) = 4.5; F = 3·4.5 / (4·2 − 4.5)
        var test = FriedmanTest.Of([[9, 8, 7], [9, 7, 8], [8, 9, 7], [9, 8, 7]]);
        test.MeanRanks.ShouldBe([1.25, 2, 2.75]);
        test.ChiSquare.ShouldBe(4.5, 1e-12);
        test.F.ShouldBe(13.5 / 3.5, 1e-12);
    }

    [Fact]
    public void Where_all_are_equal_nothing_differs_and_where_all_agree_everything_does()
    {
        FriedmanTest.Of([[1, 1, 1], [2, 2, 2]]).PValue.ShouldBe(1);
        FriedmanTest.Of([[3, 2, 1], [3, 2, 1]]).PValue.ShouldBe(0);
    }

    [Theory]
    [InlineData(0.5, 3, 39, 0.68446822)]
    [InlineData(2.85, 3, 39, 0.0497254)]
    [InlineData(10, 2, 7, 0.00887299)]
    public void The_F_distribution_is_that_of_scipy(double f, double between, double within, double expected) =>
        Distributions.FisherAbove(f, between, within).ShouldBe(expected, 1e-7);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.308537539)]
    [InlineData(1.7, 0.0445654628)]
    [InlineData(1.8, 0.0359303191)]
    [InlineData(1.96, 0.0249978951)]
    [InlineData(5, 2.86651572e-07)]
    [InlineData(-1, 0.841344746)]
    public void The_normal_distribution_is_that_of_scipy(double z, double expected) => Distributions.NormalAbove(z).ShouldBe(expected, Math.Max(1e-14, expected * 1e-8));

    // Demšar 2006, table 5 (a), has 1.960, 2.343, 2.569, 2.728, 3.164; the digits beyond are scipy.stats.studentized_range's.
    [Theory]
    [InlineData(2, 1.9599639845)]
    [InlineData(3, 2.3437005864)]
    [InlineData(4, 2.5690317725)]
    [InlineData(5, 2.7277743709)]
    [InlineData(10, 3.1636835771)]
    [InlineData(20, 3.5437991315)]
    public void Nemenyis_critical_values_are_the_published_ones(int strategies, double expected) => NemenyiTest.CriticalValue(strategies).ShouldBe(expected, 1e-6);

    [Fact]
    public void The_critical_difference_is_Demsars() => NemenyiTest.CriticalDifference(4, 14).ShouldBe(1.25, 0.005);

    [Fact]
    public void Wilcoxons_test_of_Darwins_plants_is_exact()
    {
        // Darwin's maize (Fisher 1935): differences of 15 pairs in eighths of an inch, rank sum 24
        var test = WilcoxonTest.Of([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75]);
        (test.Pairs, test.PositiveRanks, test.NegativeRanks).ShouldBe((15, 96, 24));
        test.PValue.ShouldBe(0.041259765625, 1e-12);
    }

    [Fact]
    public void Wilcoxons_test_leaves_equal_pairs_out_and_counts_ties_exactly()
    {
        // |1 1 2| has ranks 1.5 1.5 3; of 8 sign patterns those with a positive sum of at most 1.5 are none, {first}, {second}: 2 · 3 / 8
        var test = WilcoxonTest.Of([0, 1, -1, -2, 0]);
        (test.Pairs, test.PositiveRanks, test.NegativeRanks).ShouldBe((3, 1.5, 4.5));
        test.PValue.ShouldBe(0.75, 1e-12);
        WilcoxonTest.Of([0, 0]).PValue.ShouldBe(1);
    }

    [Fact]
    public void Wilcoxons_test_of_many_pairs_with_ties_is_scipys_approximation() =>
        WilcoxonTest.Of(Enumerable.Range(1, 60).Select(i => (i % 3 == 0 ? -1 : 1) * ((i * 37 % 23) + 1.0))).PValue.ShouldBe(0.06144786514809184, 1e-12);

    [Fact]
    public void Holms_correction_multiplies_and_never_falls() =>
        HolmCorrection.Of([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 10)).ShouldBe([0.03, 0.06, 0.06, 0.02]);
}
