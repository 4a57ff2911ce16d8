namespace Nascent.Data.Tests;

public sealed class SamplesTests
{
    [Fact]
    public void Samples_follow_each_other_with_all_that_belongs_to_them()
    {
        var images = new Samples(new SampleValues.Pixels([1, 2, 3, 4], 1, 2, 1), new SampleTargets.Labels([0, 1])).FollowedBy(new(new SampleValues.Pixels([5, 6], 1, 2, 1), new SampleTargets.Labels([2])));
        images.Count.ShouldBe(3);
        images.Values.ShouldBeOfType<SampleValues.Pixels>().Bytes.ShouldBe([1, 2, 3, 4, 5, 6]);
        images.Targets.ShouldBeOfType<SampleTargets.Labels>().Indices.ShouldBe([0, 1, 2]);

        static Samples Rows(double number, string text) => new(
            new SampleValues.Columns([new RawColumn.Numbers("a", [number]), new RawColumn.Texts("b", [text])], [(float)number, 1], 2), new SampleTargets.Numbers([number]));
        var rows = Rows(1, "x").FollowedBy(Rows(2, "y"));
        var columns = rows.Values.ShouldBeOfType<SampleValues.Columns>();
        columns.Features.ShouldBe([1f, 1, 2, 1]);
        columns.Raw[0].ShouldBeOfType<RawColumn.Numbers>().Values.ShouldBe([1.0, 2]);
        columns.Raw[1].ShouldBeOfType<RawColumn.Texts>().Values.ShouldBe(["x", "y"]);
        rows.Targets.ShouldBeOfType<SampleTargets.Numbers>().Values.ShouldBe([1.0, 2]);
    }

    [Fact]
    public void Images_do_not_follow_rows() =>
        Should.Throw<ArgumentException>(() => new Samples(new SampleValues.Columns([], [], 0), new SampleTargets.Labels([])).FollowedBy(new(new SampleValues.Pixels([], 1, 1, 1), new SampleTargets.Labels([]))));
}
