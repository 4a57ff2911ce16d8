using Nascent.Data;
using Nascent.Estimation;
using Nascent.Torch.Training;

namespace Nascent.Torch.Tests.Training;

public sealed class RecipeDefaultsTests
{
    [Theory]
    [InlineData(4_999, 0.1, 32, 0)]
    [InlineData(5_000, 0.2, 64, 0.1)]
    [InlineData(20_001, 0.2, 64, 0.1)]
    public void A_search_trial_of_images_is_neither_shifted_nor_cut_nor_smoothed_and_takes_half_the_batch_and_rate(int count, double rate, int batch, double smoothing)
    {
        var data = Images("things", count, 3, 32);
        var full = RecipeDefaults.For(data);
        (full.CropPadding, full.Cutout, full.LabelSmoothing, full.Mixup).ShouldBe((3, count > 20_000 ? 0 : 8, smoothing, 0));
        full.LearningRate.ShouldBe(rate);
        RecipeDefaults.ForSearch(data).ShouldBe(full with { CropPadding = 0, Cutout = 0, LabelSmoothing = 0, BatchSize = batch, LearningRate = 0.1 });
    }

    [Theory]
    [InlineData(1_999, 32)]
    [InlineData(2_000, 128)]
    [InlineData(20_000, 256)]
    public void A_search_trial_of_a_table_takes_the_recipe_of_full_training(int count, int batch)
    {
        var data = Table(count);
        var full = RecipeDefaults.For(data);
        (full.Optimiser, full.LearningRate, full.WeightDecay, full.BatchSize).ShouldBe((OptimiserKind.AdamW, 0.003, 0.01, batch));
        RecipeDefaults.ForSearch(data).ShouldBe(full);
    }

    [Theory]
    [InlineData("fashion-mnist")]
    [InlineData("MNIST")]
    [InlineData("char-arrows")]
    public void The_name_of_the_data_changes_nothing(string name)
    {
        RecipeDefaults.For(Images(name, 100, 1, 8)).ShouldBe(RecipeDefaults.For(Images("things", 100, 1, 8)));
        RecipeDefaults.ForSearch(Images(name, 100, 1, 8)).ShouldBe(RecipeDefaults.ForSearch(Images("things", 100, 1, 8)));
    }

    [Fact]
    public void Full_training_makes_the_changes_that_are_asked_for_and_a_search_trial_those_that_pay_in_a_short_time()
    {
        var data = Images("things", 30_000, 3, 32);
        var full = RecipeDefaults.For(data, Augmentation.Parse("shift, cutout,mixup,colour"));
        (full.Flip, full.CropPadding, full.Cutout, full.Mixup, full.Colour).ShouldBe((false, 3, 8, 0.2, 0.2));
        var brief = RecipeDefaults.ForSearch(data, Augmentation.Parse("shift,cutout,mixup,colour"));
        (brief.Flip, brief.CropPadding, brief.Cutout, brief.Mixup, brief.Colour).ShouldBe((false, 0, 0, 0, 0.2));
        RecipeDefaults.ForSearch(data, Augmentation.Parse("mirror")).Flip.ShouldBeTrue();
        var none = RecipeDefaults.For(data, Augmentation.None);
        (none.Flip, none.CropPadding, none.Cutout, none.Mixup, none.Colour).ShouldBe((false, 0, 0, 0, 0));
    }

    [Theory]
    [InlineData(20_000, 2)]
    [InlineData(20_001, 0)]
    public void Many_images_are_not_cut(int count, int side) => RecipeDefaults.For(Images("things", count, 1, 8)).Cutout.ShouldBe(side);

    private static PreparedData Images(string name, int count, int channels, int side) => SyntheticData.Bars(count, 4, side, channels, classes: 2) with { Name = name };

    private static PreparedData Table(int count) => SyntheticData.Plane(count, 4);
}
