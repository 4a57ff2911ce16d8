using CsCheck;
using Nascent.Data.Reading;
using Nascent.Data.Splits;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Splits;

public sealed class SplitterTests
{
    [Fact]
    public void Every_sample_lies_in_one_part_and_every_class_in_all_three() => Gen.Select(Gen.Int[0, 3].Array[12, 200], Gen.ULong).Sample((labels, seed) =>
    {
        if (labels.CountBy(label => label).Any(pair => pair.Value < 3))
            return true;
        var (train, validation, test) = Splitter.Split(Classes(labels), DataOptions.Default, new Seed(seed));
        return train.Concat(validation).Concat(test).Order().SequenceEqual(Enumerable.Range(0, labels.Length))
            && new[] { train, validation, test }.All(part => part.Select(i => labels[i]).Distinct().Count() == labels.Distinct().Count());
    });

    [Fact]
    public void Shares_are_kept_class_by_class()
    {
        var labels = Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? 1 : 0).ToArray();
        var (train, validation, test) = Splitter.Split(Classes(labels), new() { ValidationShare = 0.2, TestShare = 0.1 }, new Seed(3));
        (train.Length, validation.Length, test.Length).ShouldBe((700, 200, 100));
        (train.Count(i => labels[i] == 1), validation.Count(i => labels[i] == 1), test.Count(i => labels[i] == 1)).ShouldBe((70, 20, 10));
    }

    [Fact]
    public void The_same_seed_gives_the_same_parts_and_another_seed_others()
    {
        var data = Classes([.. Enumerable.Range(0, 100).Select(i => i % 2)]);
        Splitter.Split(data, DataOptions.Default, new Seed(7)).Test.ShouldBe(Splitter.Split(data, DataOptions.Default, new Seed(7)).Test);
        Splitter.Split(data, DataOptions.Default, new Seed(7)).Test.ShouldNotBe(Splitter.Split(data, DataOptions.Default, new Seed(8)).Test);
    }

    [Fact]
    public void A_group_is_never_torn_apart() => Gen.Select(Gen.Int[0, 9].Array[30, 120], Gen.ULong).Sample((groups, seed) =>
    {
        if (groups.Distinct().Count() < 3)
            return true;
        var data = Numbers(groups.Length) with { SplitKey = new RawColumn.Texts("patient", Array.ConvertAll(groups, group => $"p{group}")) };
        var (train, validation, test) = Splitter.Split(data, new() { Split = SplitRule.Parse("group:patient") }, new Seed(seed));
        HashSet<int>[] parts = [[.. train.Select(i => groups[i])], [.. validation.Select(i => groups[i])], [.. test.Select(i => groups[i])]];
        return parts.Sum(part => part.Count) == groups.Distinct().Count() && parts.All(part => part.Count > 0);
    });

    [Fact]
    public void By_time_the_latest_are_the_test_and_those_before_them_the_validation()
    {
        var days = Enumerable.Range(0, 20).Select(i => (double)((i * 7) % 20)).ToArray();
        var data = Numbers(20) with { SplitKey = new RawColumn.Numbers("day", days) };
        var (_, validation, test) = Splitter.Split(data, new() { Split = SplitRule.Parse("time:day") }, new Seed(1));
        test.Select(i => days[i]).Order().ShouldBe([18, 19]);
        validation.Select(i => days[i]).Order().ShouldBe([16, 17]);
    }

    [Fact]
    public void A_given_test_part_stays_and_the_rest_is_split()
    {
        var data = Classes([.. Enumerable.Range(0, 100).Select(i => i % 2)]);
        for (var i = 0; i < 100; i++)
            data.Parts[i] = i < 80 ? DataPart.Train : DataPart.Test;
        var (train, validation, test) = Splitter.Split(data, DataOptions.Default, new Seed(1));
        test.ShouldBe(Enumerable.Range(80, 20));
        (train.Length, validation.Length).ShouldBe((72, 8));
    }

    [Fact]
    public void Rules_are_read_from_text_and_unknown_ones_are_refused()
    {
        SplitRule.Parse("group:patient id").ShouldBe(new SplitRule.ByGroup("patient id"));
        SplitRule.Parse("time:day").ShouldBe(new SplitRule.ByTime("day"));
        SplitRule.Parse("stratified").ShouldBe(new SplitRule.Stratified());
        Should.Throw<NascentException>(() => SplitRule.Parse("group:")).Message.ShouldBe("--split: found 'group:', expected one of stratified, group:COLUMN, time:COLUMN, given.");
    }

    private static RawDataSet Classes(int[] labels) => new("made", new SampleValues.Pixels(new byte[labels.Length], 1, 1, 1),
        new SampleTargets.Labels(labels), new LearningTask.Classification(["a", "b", "c", "d"]), new DataPart[labels.Length]);

    private static RawDataSet Numbers(int count) => new("made", new SampleValues.Pixels(new byte[count], 1, 1, 1),
        new SampleTargets.Numbers([.. Enumerable.Range(0, count).Select(i => (double)i)]), new LearningTask.Regression("y", 0, 1), new DataPart[count]);
}
