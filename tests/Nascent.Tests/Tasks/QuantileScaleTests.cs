using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Tests.Tasks;

public class QuantileScaleTests
{
    [Fact]
    public void Scores_have_mean_0_and_variance_1_and_rise_with_the_numbers()
    {
        var stream = new Seed(3).Stream();
        double[] skewed = [.. Enumerable.Range(0, 5_000).Select(_ => Math.Exp(2 * stream.NextGaussian()))];
        var scale = QuantileScale.Fit(skewed);
        scale.Values.Length.ShouldBe(QuantileScale.MostValues);
        double[] scores = [.. skewed.Order().Select(scale.Of)];
        scores.Average().ShouldBe(0, 1e-9);
        scores.Average(score => score * score).ShouldBe(1, 1e-9);
        scores.Zip(scores.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
    }

    [Fact]
    public void The_logarithm_of_a_number_with_a_long_tail_comes_out_nearly()
    {
        var stream = new Seed(4).Stream();
        double[] logarithms = [.. Enumerable.Range(0, 20_000).Select(_ => stream.NextGaussian())];
        var scale = QuantileScale.Fit([.. logarithms.Select(z => Math.Exp(2 * z))]);
        foreach (var z in (double[])[-1.5, -0.5, 0, 0.5, 1.5])
            scale.Of(Math.Exp(2 * z)).ShouldBe(z, 0.12);
    }

    [Fact]
    public void Few_different_numbers_are_each_a_step()
    {
        var scale = QuantileScale.Fit([5, 1, 1, 1, 5, 9]);
        scale.Values.ShouldBe([1, 5, 9]);
        scale.Of(3).ShouldBe((scale.Of(1) + scale.Of(5)) / 2, 1e-12);
    }

    [Fact]
    public void Beyond_the_first_and_the_last_number_nothing_changes()
    {
        var scale = QuantileScale.Fit([1, 2, 3]);
        (scale.Of(-1e300), scale.Of(double.PositiveInfinity)).ShouldBe((scale.Of(1), scale.Of(3)));
        double.IsNaN(scale.Of(double.NaN)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, double.Epsilon)]
    [InlineData(-1e140, 1e140)]
    [InlineData(1e15, 1e15 + 0.125)]
    public void Numbers_very_close_and_very_far_are_told_apart(double low, double high)
    {
        var scale = QuantileScale.Fit([low, high]);
        scale.Of(low).ShouldBe(-1, 1e-9);
        scale.Of(high).ShouldBe(1, 1e-9);
    }
}
