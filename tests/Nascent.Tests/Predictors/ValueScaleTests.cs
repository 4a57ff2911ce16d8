using Nascent.Predictors;

namespace Nascent.Tests.Predictors;

public sealed class ValueScaleTests
{
    [Fact]
    public void The_middle_value_has_the_score_0_and_the_scale_is_symmetric()
    {
        var scale = ValueScale.Of([10, 20, 30, 40, 1000]);
        scale.ScoreOf(30).ShouldBe(0, 1e-9);
        scale.ScoreOf(10).ShouldBe(-scale.ScoreOf(1000), 1e-9);
        scale.ScoreOf(35).ShouldBe(scale.ScoreOf(40) / 2, 1e-9);
    }

    [Fact]
    public void Equal_values_share_the_score_of_their_mean_rank() => ValueScale.Of([1, 2, 2, 2, 3]).ScoreOf(2).ShouldBe(0, 1e-9);

    [Fact]
    public void Values_and_scores_go_back_and_forth()
    {
        var scale = ValueScale.Of([3, 1, 4, 1, 5, 9, 2, 6]);
        foreach (var value in (ReadOnlySpan<double>)[0.9, 1, 2.5, 4, 8.9, 9.5])
            scale.ValueOf(scale.ScoreOf(value)).ShouldBe(value, 1e-9);
    }

    [Fact]
    public void It_reaches_one_deviation_beyond_the_values_and_no_further()
    {
        var scale = ValueScale.Of([1, 2, 3, 4]);
        scale.ScoreOf(1e9).ShouldBe(scale.ScoreOf(4) + ValueScale.Beyond, 1e-9);
        scale.ScoreOf(-1e9).ShouldBe(scale.ScoreOf(1) - ValueScale.Beyond, 1e-9);
    }

    [Fact]
    public void Values_that_are_all_equal_say_nothing()
    {
        var scale = ValueScale.Of([7, 7, 7]);
        scale.IsFlat.ShouldBeTrue();
        (scale.ScoreOf(100), scale.ValueOf(3)).ShouldBe((0, 7));
    }
}
