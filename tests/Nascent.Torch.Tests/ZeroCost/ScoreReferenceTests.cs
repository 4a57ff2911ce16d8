using Nascent.Torch.ZeroCost;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ScoreReferenceTests
{
    // a: quartiles 2 and 4 around 3, σ = 2 / 1.349. b: quartiles 20 and 40 around 30, and one far outlier that moves neither.
    private static readonly ScoreReference Reference = ScoreReference.Of(
        [Of(1, 10), Of(2, 20), Of(3, 30), Of(4, 40), Of(5, 1e9)], ["a", "b"]);

    [Fact]
    public void The_middle_of_the_sample_stands_at_zero() => Reference.Standing(Of(3, 30)).ShouldBe(0);

    [Fact]
    public void A_standing_is_the_mean_of_standard_values_by_quartiles() => Reference.Standing(Of(5, 20))!.Value.ShouldBe((1.349 - 0.6745) / 2, 1e-12);

    [Fact]
    public void Networks_beyond_the_sample_are_told_apart() => Reference.Standing(Of(50, 30)).ShouldNotBeNull().ShouldBeGreaterThan(Reference.Standing(Of(49, 30))!.Value);

    [Fact]
    public void A_network_that_lacks_a_score_has_no_standing() => Reference.Standing(new Dictionary<string, double> { ["a"] = 3 }).ShouldBeNull();

    [Fact]
    public void A_score_that_is_the_same_for_all_or_exists_for_none_has_a_deviation_of_one()
    {
        var same = ScoreReference.Of([Of(7, 1), Of(7, 1)], ["a", "c"]);
        same.Scales["a"].ShouldBe((7, 1));
        same.Scales["c"].ShouldBe((0, 1));
    }

    private static Dictionary<string, double> Of(double a, double b) => new() { ["a"] = a, ["b"] = b };
}
