using CsCheck;
using Nascent.Benchmarks.Statistics;
using Nascent.Numerics;
using Nascent.Randomness;

namespace Nascent.Tests.Benchmarks.Statistics;

public sealed class RankAgreementTests
{
    private static readonly Gen<double[]> Values = Gen.Int[0, 6].Select(value => (double)value).Array[12];

    [Fact]
    public void Correlations_are_those_of_scipy()
    {
        RankCorrelation.KendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]).ShouldBe(-0.47140452079103173, 1e-12); // scipy.stats.kendalltau
        RankCorrelation.SpearmanRho([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]).ShouldBe(0.8207826816681233, 1e-12); // scipy.stats.spearmanr
    }

    [Fact]
    public void Kendalls_tau_is_what_counting_all_pairs_gives() => Gen.Select(Values, Values).Sample((a, b) =>
    {
        var (alike, inA, inB) = (0, 0, 0);
        for (var i = 0; i < a.Length; i++)
            for (var j = 0; j < i; j++)
            {
                var (x, y) = (Math.Sign(a[i] - a[j]), Math.Sign(b[i] - b[j]));
                (alike, inA, inB) = (alike + (x * y), inA + Math.Abs(x), inB + Math.Abs(y));
            }

        RankCorrelation.KendallTau(a, b).ShouldBe(alike / (Math.Sqrt(inA) * Math.Sqrt(inB)), 1e-12);
    });

    [Fact]
    public void The_same_order_agrees_in_full_and_the_reversed_one_in_nothing()
    {
        double[] truths = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
        var same = RankAgreement.Of([1, 2, 3, 4, 5, 6], truths, 2, new Seed(1));
        (same.Tau.Value, same.PrecisionAtTop.Value, same.Regret.Value).ShouldBe((1, 1, 0));
        same.Rho.Value.ShouldBe(1, 1e-12);
        var reversed = RankAgreement.Of([6, 5, 4, 3, 2, 1], truths, 2, new Seed(1));
        (reversed.Tau.Value, reversed.PrecisionAtTop.Value).ShouldBe((-1, 0));
        reversed.Regret.Value.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Equal_estimates_count_as_the_mean_of_their_orders()
    {
        var agreement = RankAgreement.Of([1, 1, 0, 0], [0.9, 0.7, 0.8, 0.1], 1, new Seed(1));
        agreement.PrecisionAtTop.Value.ShouldBe(0.5);
        agreement.Regret.Value.ShouldBe(0.1, 1e-12);
    }

    [Fact]
    public void What_has_no_estimate_ranks_last() =>
        RankAgreement.Of([2, double.NaN, 3], [0.5, 0.1, 0.9], 1, new Seed(1)).Tau.Value.ShouldBe(1);

    [Fact]
    public void Intervals_hold_the_value_and_narrow_with_the_number_of_candidates()
    {
        static Interval Tau(int count)
        {
            var stream = new Seed(3).Stream();
            var truths = Enumerable.Range(0, count).Select(_ => stream.NextGaussian()).ToArray();
            return RankAgreement.Of([.. truths.Select(truth => truth + stream.NextGaussian())], truths, 3, new Seed(2), resamples: 300).Tau;
        }

        var (few, many) = (Tau(20), Tau(320));
        few.Low.ShouldBeLessThan(few.Value);
        few.High.ShouldBeGreaterThan(few.Value);
        (many.High - many.Low).ShouldBeLessThan((few.High - few.Low) / 2);
        many.Value.ShouldBe(0.5, 0.1); // correlation √½ of normal values: τ = 2/π · arcsin √½
    }

    [Fact]
    public void The_bootstrap_of_a_mean_is_as_wide_as_its_standard_error_says()
    {
        var stream = new Seed(5).Stream();
        var values = Enumerable.Range(0, 400).Select(_ => stream.NextGaussian()).ToArray();
        var interval = Bootstrap.Of(values.Length, drawn => drawn.Average(i => values[i]), new Seed(6));
        interval.Value.ShouldBe(values.Average(), 1e-12);
        (interval.High - interval.Low).ShouldBe(2 * 1.96 / 20, 0.03);
    }
}
