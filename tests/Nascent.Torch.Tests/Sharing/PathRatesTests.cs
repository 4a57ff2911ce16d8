using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Sharing;
using Nascent.Torch.Training.Optimisers;

namespace Nascent.Torch.Tests.Sharing;

public sealed class PathRatesTests
{
    private static readonly LearningRateSchedule Schedule = new(0.1, 0.1, 100);
    private static readonly Genotype Largest = NasBench201.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|");
    private static readonly Genotype Smallest = NasBench201.Parse("|skip_connect~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");

    [Fact]
    public void Rates_of_large_networks_hardly_fall_and_those_of_small_ones_fall_with_the_square()
    {
        using var supernet = new Supernet(NasBench201.Create(channels: 4, cellsPerStage: 1), Tasks.Signature.Image(3, 16, 16, 10), new Seed(1));
        var rates = new PathRates(supernet, Schedule, strength: 1, new Seed(2));
        var (highest, shares) = rates.Of([Largest, Smallest], place: 55);
        var left = Schedule.At(55) / Schedule.Highest;
        left.ShouldBe(0.5, 0.01);
        highest.ShouldBe(Schedule.Highest, 0.01 * Schedule.Highest);
        shares[0].ShouldBe(1);
        // Few networks of the space have no convolution, and these are alike.
        ((double)shares[1]).ShouldBe(left * left, 0.03);
    }

    [Fact]
    public void Under_limits_the_largest_that_keeps_them_is_the_largest()
    {
        using var supernet = new Supernet(NasBench201.Create(channels: 4, cellsPerStage: 1), Tasks.Signature.Image(3, 16, 16, 10), new Seed(1));
        var pooled = NasBench201.Parse("|avg_pool_3x3~0|+|none~0|avg_pool_3x3~1|+|none~0|none~1|nor_conv_1x1~2|");
        bool Allows(Genotype genotype) => genotype.Answers.Count(answer => answer.Answer.Contains("conv", StringComparison.Ordinal)) <= 1 && genotype.Answers.All(answer => answer.Answer != "nor_conv_3x3");
        double RateOf(Func<Genotype, bool>? allows) => new PathRates(supernet, Schedule, strength: 1, new Seed(2), allows).Of([pooled], place: 55).Highest;
        RateOf(Allows).ShouldBeGreaterThan(Schedule.At(55));
        RateOf(null).ShouldBeLessThan(Schedule.At(55));
        RateOf(_ => false).ShouldBe(Schedule.At(55));
    }

    [Theory]
    [InlineData(1, 5)] // the warm-up
    [InlineData(0, 55)]
    public void All_are_alike_while_the_rate_rises_and_at_strength_0(double strength, long step)
    {
        using var supernet = new Supernet(NasBench201.Create(channels: 4, cellsPerStage: 1), Tasks.Signature.Image(3, 16, 16, 10), new Seed(1));
        var (highest, shares) = new PathRates(supernet, Schedule, strength, new Seed(2)).Of([Largest, Smallest], step);
        highest.ShouldBe(Schedule.At(step));
        shares.ShouldAllBe(share => share == 1);
    }
}
