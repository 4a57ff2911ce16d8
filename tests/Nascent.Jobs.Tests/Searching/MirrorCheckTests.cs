using Nascent.Data;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Searching;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Jobs.Tests.Searching;

public sealed class MirrorCheckTests
{
    private const int Side = 16;

    [Fact]
    public async Task Images_whose_classes_mirror_each_other_are_not_mirrored()
    {
        var check = await MirrorCheck.MeasureAsync(Wedges(pointsToTheSide: true), null, sideBySide: true, 1, TimeProvider.System, TestContext.Current.CancellationToken);
        check.Hurts.ShouldBeTrue(check.Words);
        check.Without.ShouldBeGreaterThan(0.9);
        check.Words.ShouldStartWith("Images are not mirrored in training: in a short test a small network gets ");
        var usual = RecipeDefaults.For(Wedges(true));
        RecipeDefaults.For(Wedges(true), check.Settle(usual)).ShouldBe(usual with { Flip = false });
    }

    [Fact]
    public async Task Images_whose_classes_mirroring_leaves_alone_are()
    {
        var check = await MirrorCheck.MeasureAsync(Wedges(pointsToTheSide: false), null, sideBySide: false, 1, TimeProvider.System, TestContext.Current.CancellationToken);
        check.Hurts.ShouldBeFalse(check.Words);
        check.Words.ShouldStartWith("Images are mirrored at random in training: ");
        check.Settle(RecipeDefaults.For(Wedges(false))).ShouldBe(Augmentation.Auto);
    }

    [Fact]
    public async Task What_was_asked_for_is_not_measured_and_tables_have_no_images_to_change()
    {
        var asked = Settlement.Of(new SearchRequest { Augment = "mirror" }, new JobHost());
        (await MirrorCheck.SettleAsync(asked, Wedges(true), new JobHost(), UnseenProgress.Instance, TestContext.Current.CancellationToken)).ShouldBe((asked, null));
        var table = Wedges(true) with { Preprocessing = new Preprocessing.Table([]) };
        (await Should.ThrowAsync<NascentException>(() => MirrorCheck.SettleAsync(asked, table, new JobHost(), UnseenProgress.Instance, TestContext.Current.CancellationToken)))
            .Message.ShouldBe("--augment: found 'mirror' beside a table, expected images; leave it out.");
    }

    // A wedge whose point looks left or right, or up or down.
    private static PreparedData Wedges(bool pointsToTheSide)
    {
        return new("wedges", "wedges-1", new LearningTask.Classification(["one", "other"]), new Preprocessing.Image(1, Side, Side, [0.3], [0.2]), Signature.Image(1, Side, Side, 2), Make("train", 400), Make("validation", 100));

        Samples Make(string part, int count)
        {
            var stream = new Seed(3).Derive(part).Stream();
            var bytes = new byte[count * Side * Side];
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)stream.NextInt(100);
            for (var n = 0; n < count; n++)
            {
                var (top, left) = (stream.NextInt(4), stream.NextInt(4));
                for (var along = 0; along < 10; along++)
                    for (var across = 6 - (along / 2); across <= 6 + (along / 2); across++)
                    {
                        var wide = n % 2 == 0 ? along : 9 - along;
                        var (row, column) = pointsToTheSide ? (across, wide) : (wide, across);
                        bytes[(((n * Side) + top + row) * Side) + left + column] = (byte)(160 + stream.NextInt(90));
                    }
            }

            return new(new SampleValues.Pixels(bytes, 1, Side, Side), new SampleTargets.Labels([.. Enumerable.Range(0, count).Select(i => i % 2)]));
        }
    }
}
