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
    [InlineData("fashion-mnist", true)]
    [InlineData("MNIST", false)]
    [InlineData("my-digits", false)]
    [InlineData("svhn", false)]
    [InlineData("cats", true)]
    public void Images_are_mirrored_unless_their_name_says_that_they_show_writing(string name, bool mirrored)
    {
        RecipeDefaults.For(Images(name, 100, 1, 8)).Flip.ShouldBe(mirrored);
        RecipeDefaults.ForSearch(Images(name, 100, 1, 8)).Flip.ShouldBe(mirrored);
    }

    [Theory]
    [InlineData(20_000, 2)]
    [InlineData(20_001, 0)]
    public void Many_images_are_not_cut(int count, int side) => RecipeDefaults.For(Images("things", count, 1, 8)).Cutout.ShouldBe(side);

    private static PreparedData Images(string name, int count, int channels, int side) => SyntheticData.Bars(count, 4, side, channels, classes: 2) with { Name = name };

    private static PreparedData Table(int count) => SyntheticData.Plane(count, 4);
}
