using Nascent.Tasks;

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

    [Fact]
    public void Some_samples_keep_all_that_belongs_to_them()
    {
        var rows = new Samples(new SampleValues.Columns([new RawColumn.Numbers("a", [1, 2, 3]), new RawColumn.Texts("b", ["x", "y", "z"])], [1, 10, 2, 20, 3, 30], 2), new SampleTargets.Numbers([7, 8, 9])).Take([2, 0]);
        var columns = rows.Values.ShouldBeOfType<SampleValues.Columns>();
        columns.Features.ShouldBe([3f, 30, 1, 10]);
        columns.Raw[0].ShouldBeOfType<RawColumn.Numbers>().Values.ShouldBe([3.0, 1]);
        columns.Raw[1].ShouldBeOfType<RawColumn.Texts>().Values.ShouldBe(["z", "x"]);
        rows.Targets.ShouldBeOfType<SampleTargets.Numbers>().Values.ShouldBe([9.0, 7]);
    }

    [Fact]
    public void Each_sample_is_left_out_by_one_fold_and_classes_are_spread_evenly()
    {
        static Samples Part(int first, int count) => new(
            new SampleValues.Columns([new RawColumn.Numbers("row", [.. Enumerable.Range(first, count).Select(row => (double)row)])], [.. Enumerable.Range(first, count).Select(row => (float)row)], 1),
            new SampleTargets.Labels([.. Enumerable.Range(first, count).Select(row => row % 5 == 0 ? 1 : 0)]));
        var data = new PreparedData("made", "made-1", new LearningTask.Classification(["many", "few"]), new Preprocessing.Table([]), Signature.Features(1, 2), Part(0, 90), Part(90, 12));
        var left = new List<double>();
        foreach (var which in Enumerable.Range(0, 4))
        {
            var fold = data.Fold(4, which);
            (fold.Train.Count + fold.Validation.Count).ShouldBe(102);
            fold.Validation.Count.ShouldBeInRange(25, 26);
            ((SampleTargets.Labels)fold.Validation.Targets).Indices.Sum().ShouldBeInRange(5, 6);
            RowsOf(fold.Train).Intersect(RowsOf(fold.Validation)).ShouldBeEmpty();
            left.AddRange(RowsOf(fold.Validation));
            RowsOf(data.Fold(4, which).Validation).ShouldBe(RowsOf(fold.Validation));
            RowsOf(fold.Validation).ShouldBe(data.FoldsOf(4).Index().Where(row => row.Item == which).Select(row => (double)row.Index));
        }

        left.Order().ShouldBe(Enumerable.Range(0, 102).Select(row => (double)row));

        static double[] RowsOf(Samples samples) => ((RawColumn.Numbers)((SampleValues.Columns)samples.Values).Raw[0]).Values;
    }
}
