using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Requests;
using Nascent.Tasks;

namespace Nascent.Jobs.Tests.Requests;

public sealed class TrialFidelityTests
{
    [Theory]
    [InlineData(9_000, 1_000, 3_500)] // as many as tell networks apart
    [InlineData(54_000, 6_000, 6_000)] // as many as the validation part has
    [InlineData(1_200, 100, 200)] // what is left
    public void A_trial_that_leaves_samples_unused_is_scored_on_these(int train, int validation, int scored) =>
        RunSpecFactory.UsualFidelity(Images(train, validation), null).Axis(Fidelity.HeldOut, 0).ShouldBe(scored, 30);

    [Theory]
    [InlineData(200, 22, 40, 0.75, 50)]
    [InlineData(2_000, 222, 15, 0.667, 665)]
    [InlineData(20_000, 2_222, 15, 0.067, 3_500)]
    public void A_trial_of_a_table_is_scored_on_a_quarter_of_the_rows_at_least_or_on_enough(int train, int validation, double epochs, double share, int scored)
    {
        var fidelity = RunSpecFactory.UsualFidelity(Table(train, validation), null);
        (fidelity.Axis(Fidelity.Epochs, 0), fidelity.Axis(Fidelity.DataShare, 1), fidelity.Axis(Fidelity.HeldOut, 0)).ShouldBe((epochs, share, scored));
    }

    [Theory]
    [InlineData(1_000, 100)] // all are trained on
    [InlineData(1_050, 500)] // so few are left that the validation part tells more
    public void Other_trials_are_scored_on_the_validation_part(int train, int validation) =>
        RunSpecFactory.UsualFidelity(Images(train, validation), null).Axes.ShouldNotContainKey(Fidelity.HeldOut);

    [Fact]
    public void Where_the_split_has_a_meaning_trials_are_scored_on_the_validation_part()
    {
        var asked = Settlement.Of(new() { Split = "given" }, new());
        RunSpecFactory.FidelityOf(asked, Images(9_000, 1_000)).Axes.ShouldNotContainKey(Fidelity.HeldOut);
        RunSpecFactory.FidelityOf(Settlement.Of(new(), new()), Images(9_000, 1_000)).Axes.ShouldContainKey(Fidelity.HeldOut);
    }

    private static PreparedData Table(int train, int validation) => new(
        "table", "0", new LearningTask.Classification(["a", "b"]), new Preprocessing.Table([new TableColumn.Numeric("x", 0, 1, false)]), Signature.Features(1, 2), Rows(train), Rows(validation));

    private static Samples Rows(int count) => new(new SampleValues.Columns([], new float[count], 1), new SampleTargets.Labels(new int[count]));

    private static PreparedData Images(int train, int validation) => new(
        "images", "0", new LearningTask.Classification(["a", "b"]), new Preprocessing.Image(1, 28, 28, [0.5], [0.5]), Signature.Image(1, 28, 28, 2), Pixels(train), Pixels(validation));

    private static Samples Pixels(int count) => new(new SampleValues.Pixels(new byte[count * 784], 1, 28, 28), new SampleTargets.Labels(new int[count]));
}
