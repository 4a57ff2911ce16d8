using Nascent.Randomness;

namespace Nascent.Tests.Randomness;

public class RandomStreamTests
{
    [Fact]
    public void Streams_of_one_seed_are_alike_and_of_others_are_not()
    {
        Numbers(new Seed(1)).ShouldBe(Numbers(new Seed(1)));
        Numbers(new Seed(1)).ShouldNotBe(Numbers(new Seed(2)));
        Numbers(new Seed(1).Derive("a")).ShouldNotBe(Numbers(new Seed(1).Derive("b")));
        Numbers(new Seed(1).Derive(0)).ShouldNotBe(Numbers(new Seed(1).Derive(1)));
    }

    [Fact]
    public void A_derived_seed_does_not_depend_on_what_was_drawn_before()
    {
        var seed = new Seed(5);
        var before = seed.Derive("trial").Derive(7);
        seed.Stream().NextBits();
        seed.Derive("trial").Derive(7).ShouldBe(before);
    }

    [Fact]
    public void A_stream_continues_from_any_position()
    {
        var stream = new Seed(3).Stream();
        stream.NextBits();
        var position = stream.Position;
        var next = stream.NextBits();
        stream.NextBits();
        stream.Position = position;
        stream.NextBits().ShouldBe(next);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(3UL)]
    [InlineData(10UL)]
    public void Integers_are_uniform_and_in_range(ulong count)
    {
        const int PerValue = 1_000;
        var stream = new Seed(4).Stream();
        var counts = new int[count];
        for (var i = 0; i < PerValue * (int)count; i++)
            counts[stream.NextUInt64(count)]++;

        // 9 degrees of freedom: 99.9 % are below 27.9; fewer have less.
        counts.Sum(found => Math.Pow(found - PerValue, 2) / PerValue).ShouldBeLessThan(27.9);
    }

    [Fact]
    public void The_largest_range_needs_no_rejection_loop_without_end()
    {
        var stream = new Seed(6).Stream();
        Enumerable.Range(0, 100).Select(_ => stream.NextUInt64(ulong.MaxValue)).ShouldBeUnique();
        Should.Throw<ArgumentOutOfRangeException>(() => stream.NextUInt64(0));
    }

    [Fact]
    public void Gaussian_numbers_have_mean_0_and_variance_1()
    {
        var stream = new Seed(7).Stream();
        var numbers = Enumerable.Range(0, 20_000).Select(_ => stream.NextGaussian()).ToArray();
        numbers.Average().ShouldBe(0, 0.03);
        numbers.Average(number => number * number).ShouldBe(1, 0.05);
    }

    [Fact]
    public void A_shuffle_keeps_every_element()
    {
        var items = Enumerable.Range(0, 50).ToArray();
        new Seed(8).Stream().Shuffle<int>(items);
        items.ShouldNotBe(Enumerable.Range(0, 50));
        items.Order().ShouldBe(Enumerable.Range(0, 50));
    }

    private static ulong[] Numbers(Seed seed)
    {
        var stream = seed.Stream();
        return [.. Enumerable.Range(0, 10).Select(_ => stream.NextBits())];
    }
}
