using Nascent.Tasks;

namespace Nascent.Tests.Tasks;

public sealed class RegressionScoresTests
{
    private static readonly LearningTask.Regression Task = new("price", Mean: 10, StandardDeviation: 2);

    [Fact]
    public void Outputs_are_judged_in_the_unit_of_the_target()
    {
        // Outputs 0, 1, −1 stand for 10, 12, 8; the targets are 11, 12, 4: errors −1, 0, 4.
        var metrics = RegressionScores.Compute([0, 1, -1], Task, [11, 12, 4]);
        metrics["rmse"]!.Value.ShouldBe(Math.Sqrt(17.0 / 3), 1e-15);
        metrics["mae"]!.Value.ShouldBe(5.0 / 3, 1e-15);
        metrics["r2"]!.Value.ShouldBe(1 - (17.0 / 38), 1e-14);   // mean 9, deviations 2, 3, −5
    }

    [Fact]
    public void Predicting_the_mean_explains_nothing() => RegressionScores.Compute([0, 0], Task, [9, 11])["r2"].ShouldBe(0.0);

    [Fact]
    public void Equal_targets_have_no_variance_to_explain()
    {
        var metrics = RegressionScores.Compute([0, 1], Task, [10, 10]);
        metrics["r2"].ShouldBeNull();
        metrics["mae"].ShouldBe(1.0);
    }

    [Fact]
    public void An_output_that_is_not_finite_is_refused_by_place() =>
        Should.Throw<ArgumentException>(() => RegressionScores.Compute([1, float.PositiveInfinity], Task, [0, 1])).Message.ShouldStartWith("Sample 1: found the output Infinity");
}
