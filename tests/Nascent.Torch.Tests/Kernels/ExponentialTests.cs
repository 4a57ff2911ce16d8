using System.Runtime.Intrinsics;
using Nascent.Torch.Kernels;

namespace Nascent.Torch.Tests.Kernels;

public sealed class ExponentialTests
{
    [Fact]
    public void It_is_within_two_ten_millionths_of_the_exponential_over_its_whole_range()
    {
        for (var x = -87.33f; x <= 88.37f; x += 0.0009765625f)
            Of(x).ShouldBe((float)Math.Exp(x), 2e-7 * Math.Exp(x), $"e^{x:R}");
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.NaN, float.NaN)]
    public void Nothing_gives_one_and_what_is_no_number_stays_none(float x, float expected) => Of(x).ShouldBe(expected);

    [Theory]
    [InlineData(float.NegativeInfinity, -87.33f)]
    [InlineData(-1000f, -87.33f)]
    [InlineData(float.PositiveInfinity, 88.37f)]
    public void Arguments_beyond_the_range_count_as_its_ends(float x, float end) => Of(x).ShouldBe(Of(end));

    private static float Of(float x) => Exponential.Of(Vector512.Create(x)).ToScalar();
}
