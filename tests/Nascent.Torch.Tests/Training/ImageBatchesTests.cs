using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Torch.Tests.Training;

public sealed class ImageBatchesTests
{
    private const int Side = 21;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Pixels_are_normalised_channel_by_channel_with_channels_last(int channels)
    {
        var (pixels, preprocessing) = Images(channels, 2);
        var batch = new float[channels * Side * Side];
        new ImageBatches(pixels, preprocessing, new TrainingRecipe()).Fill([1], batch);
        for (var c = 0; c < channels; c++)
            for (var p = 0; p < Side * Side; p++)
                batch[(p * channels) + c].ShouldBe(
                    (float)(((pixels.Bytes[((channels + c) * Side * Side) + p] / 255.0) - preprocessing.Mean[c]) / preprocessing.StandardDeviation[c]), 1e-5f);
    }

    [Fact]
    public void Shifted_and_mirrored_images_hold_the_pixels_of_the_original_and_black_beyond_its_edge()
    {
        var (pixels, preprocessing) = Images(3, 1);
        var recipe = new TrainingRecipe { CropPadding = 3, Flip = true };
        var source = new ImageBatches(pixels, preprocessing, recipe);
        float[] black = [.. preprocessing.Mean.Zip(preprocessing.StandardDeviation, (mean, deviation) => (float)(-mean / deviation))];
        float[] plain = new float[3 * Side * Side], changed = new float[3 * Side * Side];
        source.Fill([0], plain);
        var seen = new HashSet<(int, int, bool)>();
        for (var epoch = 0; epoch < 200; epoch++)
        {
            source.FillAugmented([0], new Seed(1).Derive(epoch), changed);
            var found = (from down in Enumerable.Range(-3, 7) from right in Enumerable.Range(-3, 7) from mirror in new[] { false, true } where Matches(plain, changed, black, down, right, mirror) select (down, right, mirror)).ToArray();
            found.Length.ShouldBe(1);
            seen.Add(found[0]);
        }

        seen.Count.ShouldBeGreaterThan(70); // of 98
    }

    [Fact]
    public void A_square_is_cut_out()
    {
        var (pixels, preprocessing) = Images(1, 1);
        var changed = new float[Side * Side];
        new ImageBatches(pixels, preprocessing, new TrainingRecipe { Cutout = 5 }).FillAugmented([0], new Seed(3), changed);
        changed.Count(value => value == 0).ShouldBeInRange(9, 25);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Colours_change_by_at_most_the_strength_and_stay_within_black_and_white(int channels)
    {
        var (pixels, preprocessing) = Images(channels, 1);
        var source = new ImageBatches(pixels, preprocessing, new TrainingRecipe { Colour = 0.2 });
        float[] plain = new float[channels * Side * Side], changed = new float[channels * Side * Side];
        source.Fill([0], plain);
        var (least, most) = (double.MaxValue, 0.0);
        for (var epoch = 0; epoch < 100; epoch++)
        {
            source.FillAugmented([0], new Seed(1).Derive(epoch), changed);
            var intensities = changed.Select((value, i) => (value * preprocessing.StandardDeviation[i % channels]) + preprocessing.Mean[i % channels]).ToArray();
            intensities.Min().ShouldBeGreaterThan(-1e-5);
            intensities.Max().ShouldBeLessThan(1 + 1e-5);
            var ratio = intensities.Average() / plain.Select((value, i) => (value * preprocessing.StandardDeviation[i % channels]) + preprocessing.Mean[i % channels]).Average();
            (least, most) = (Math.Min(least, ratio), Math.Max(most, ratio));
        }

        least.ShouldBeInRange(0.79, 0.85);
        most.ShouldBeInRange(1.1, 1.21);
    }

    [Fact]
    public void The_same_key_changes_colours_alike()
    {
        var (pixels, preprocessing) = Images(3, 1);
        var source = new ImageBatches(pixels, preprocessing, new TrainingRecipe { Colour = 0.4 });
        float[] first = new float[3 * Side * Side], second = new float[3 * Side * Side];
        source.FillAugmented([0], new Seed(9), first);
        source.FillAugmented([0], new Seed(9), second);
        second.ShouldBe(first);
    }

    [Fact]
    public void A_share_of_the_data_is_stratified_fixed_and_nested()
    {
        var targets = new SampleTargets.Labels([.. Enumerable.Range(0, 100).Select(i => i < 20 ? 0 : 1)]);
        var (small, large) = (TrainingSubset.Of(targets, 0.25), TrainingSubset.Of(targets, 0.5));
        small.Count(sample => sample < 20).ShouldBe(5);
        small.Length.ShouldBe(25);
        small.ShouldBeSubsetOf(large);
        TrainingSubset.Of(targets, 1).Length.ShouldBe(100);
        Should.Throw<NascentException>(() => TrainingSubset.Of(targets, 0)).Message.ShouldContain("'dataShare': found 0");
    }

    [Fact]
    public void What_a_share_leaves_unused_is_what_a_larger_one_takes_next()
    {
        var targets = new SampleTargets.Labels([.. Enumerable.Range(0, 100).Select(i => i < 20 ? 0 : 1)]);
        var unused = TrainingSubset.Unused(targets, 0.25, 15);
        unused.Length.ShouldBe(15);
        unused.Count(sample => sample < 20).ShouldBe(3);
        unused.Concat(TrainingSubset.Of(targets, 0.25)).Order().ShouldBe(TrainingSubset.Of(targets, 0.4));
        TrainingSubset.Unused(targets, 0.25, 1_000).Length.ShouldBe(75);
        TrainingSubset.Unused(targets, 0.25, 0).ShouldBeEmpty();
        TrainingSubset.Unused(targets, 1, 15).ShouldBeEmpty();
    }

    private static bool Matches(float[] plain, float[] changed, float[] black, int down, int right, bool mirror)
    {
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
                for (var c = 0; c < 3; c++)
                {
                    var (fromY, fromX) = (y + down, x + right);
                    var inside = fromY is >= 0 and < Side && fromX is >= 0 and < Side;
                    var expected = inside ? plain[(((fromY * Side) + (mirror ? Side - 1 - fromX : fromX)) * 3) + c] : black[c];
                    if (Math.Abs(changed[(((y * Side) + x) * 3) + c] - expected) > 1e-5)
                        return false;
                }

        return true;
    }

    private static (SampleValues.Pixels Pixels, Preprocessing.Image Preprocessing) Images(int channels, int count)
    {
        var stream = new Seed(5).Stream();
        var bytes = new byte[count * channels * Side * Side];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)stream.NextInt(256);
        return (new(bytes, channels, Side, Side), new(channels, Side, Side, [.. new[] { 0.317, 0.411, 0.533 }.Take(channels)], [.. new[] { 0.21, 0.23, 0.27 }.Take(channels)]));
    }
}
