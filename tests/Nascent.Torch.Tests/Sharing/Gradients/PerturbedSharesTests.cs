using Nascent.Randomness;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Torch.Tests.Sharing.Gradients;

public sealed class PerturbedSharesTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(2.7)]
    public void Shares_stay_shares_however_large_the_noise(double radius)
    {
        double[] even = [0.2, 0.2, 0.2, 0.2, 0.2];
        double[][] drawn = [.. Enumerable.Range(0, 200).Select(draw => PerturbedShares.Of(even, radius, new Seed(1).Derive(draw).Stream()))];
        foreach (var shares in drawn)
        {
            shares.ShouldAllBe(share => share >= 0 && share <= 1);
            shares.Sum().ShouldBe(1, 1e-12);
        }

        drawn.Count(shares => !shares.SequenceEqual(even)).ShouldBeGreaterThan(180);
    }

    [Fact]
    public void Without_noise_nothing_changes() =>
        PerturbedShares.Of([0.1, 0.9], 0, new Seed(1).Stream()).ShouldBe([0.1, 0.9]);
}
