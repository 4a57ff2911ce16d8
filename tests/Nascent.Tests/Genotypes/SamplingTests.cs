using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Genotypes;

public class SamplingTests
{
    /// <summary>40 genotypes: twice the 4 of depth 1 and the 16 of depth 2, three below one option and one below the other.</summary>
    private static readonly SearchSpace Uneven = SearchSpace.Image("uneven", net => net
        .Repeat("depth", Between(1, 2), block => block.OneOf("op", Conv(channels: OneOf(4, 8, 12), kernel: 3), Skip))
        .Pool(kernel: OneOf(2, 3)).Classifier());

    [Fact]
    public void Samples_are_uniform_over_genotypes_and_not_over_options()
    {
        const int PerGenotype = 500;
        Uneven.Genotypes.Size.ShouldBe(2 * (4 + 16));
        var counts = Uneven.Genotypes.Enumerate().ToDictionary(genotype => genotype, _ => 0);
        for (var i = 0; i < 40 * PerGenotype; i++)
            counts[Uneven.Genotypes.Sample(new Seed(7).Derive(i))]++;
        var chiSquare = counts.Values.Sum(count => Math.Pow(count - PerGenotype, 2) / PerGenotype);

        // 39 degrees of freedom: 99.9 % of uniform samples are below 72.1.
        chiSquare.ShouldBeLessThan(72.1);
    }

    [Fact]
    public void Samples_by_decision_take_each_option_of_an_open_decision_as_often()
    {
        const int Draws = 4_000;
        var drawn = Enumerable.Range(0, Draws).Select(i => Uneven.Genotypes.SampleByDecision(new Seed(9).Derive(i))).ToArray();
        var first = new DecisionPath("block[0].op");

        // A binomial's standard deviation is 32 at most: the bounds are four of them.
        drawn.Count(genotype => genotype[new("depth")] == "1").ShouldBeInRange(1_870, 2_130);
        drawn.Count(genotype => genotype[first] == "skip").ShouldBeInRange(1_870, 2_130);
        drawn.ShouldAllBe(genotype => Uneven.Genotypes.Parse(genotype.ToString()).Equals(genotype));
    }

    [Fact]
    public void Completing_from_nothing_is_uniform_too()
    {
        const int PerGenotype = 500;
        var counts = Uneven.Genotypes.Enumerate().ToDictionary(genotype => genotype, _ => 0);
        for (var i = 0; i < 40 * PerGenotype; i++)
            counts[Uneven.Genotypes.Complete(_ => null, new Seed(8).Derive(i))]++;
        counts.Values.Sum(count => Math.Pow(count - PerGenotype, 2) / PerGenotype).ShouldBeLessThan(72.1);
    }

    [Fact]
    public void Mutations_choose_the_decision_and_then_the_option_uniformly()
    {
        var space = SearchSpace.Image("flat", net => net.Conv("a", channels: OneOf(4, 8, 12), kernel: OneOf(1, 3)).Classifier());
        var parent = space.Genotypes.Parse("a.channels=4;a.kernel=1");
        var counts = Enumerable.Range(0, 4_000).Select(i => space.Genotypes.Mutate(parent, new Seed(9).Derive(i)).ToString()).CountBy(text => text).ToDictionary();
        counts.Keys.ShouldBe(["a.channels=4;a.kernel=3", "a.channels=8;a.kernel=1", "a.channels=12;a.kernel=1"], ignoreOrder: true);
        counts["a.channels=4;a.kernel=3"].ShouldBeInRange(1_900, 2_100);
        counts["a.channels=8;a.kernel=1"].ShouldBeInRange(900, 1_100);
    }

    [Fact]
    public void Spaces_larger_than_64_bits_are_sampled_by_the_same_counts()
    {
        var large = SearchSpace.Image("large", net => net
            .Repeat("depth", Between(1, 24), block => block.Conv(channels: OneOf(4, 8, 12, 16), kernel: OneOf(1, 3, 5, 7))).Classifier());
        large.Genotypes.Size.ShouldBe(Enumerable.Range(1, 24).Aggregate(System.Numerics.BigInteger.Zero, (sum, depth) => sum + System.Numerics.BigInteger.Pow(16, depth)));
        var depths = Enumerable.Range(0, 3_200).Select(i => large.Genotypes.Sample(new Seed(10).Derive(i))[new("depth")]!).CountBy(depth => depth).ToDictionary();

        // 15 of 16 genotypes are of the greatest depth.
        depths["24"].ShouldBeInRange(2_940, 3_060);
        large.Genotypes.At(large.Genotypes.Size - 1).Answers.Length.ShouldBe(49);
    }
}
