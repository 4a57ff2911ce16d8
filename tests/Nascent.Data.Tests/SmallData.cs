using System.Collections.Immutable;
using Nascent.Data.Storage;
using Nascent.Data.Tables;
using Nascent.Tasks;

namespace Nascent.Data.Tests;

/// <summary>Data sets of a few samples.</summary>
internal static class SmallData
{
    public static PreparedData Images()
    {
        var preprocessing = new Preprocessing.Image(1, 2, 2, [0.25], [0.5]);
        var train = new Samples(new SampleValues.Pixels([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255], 1, 2, 2), new SampleTargets.Labels([0, 1, 1]));
        var validation = new Samples(new SampleValues.Pixels([9, 9, 9, 9], 1, 2, 2), new SampleTargets.Labels([1]));
        var task = new LearningTask.Classification(["a", "b"]);
        return new("tiny", DataChecksum.Of(task, preprocessing, train, validation), task, preprocessing, Signature.Image(1, 2, 2, 2), train, validation);
    }

    public static PreparedData Table()
    {
        var preprocessing = new Preprocessing.Table([new TableColumn.Numeric("size", 2, 1, HasMissing: true), new TableColumn.Categorical("colour", ["blue", "red"])]);
        var samples = new Samples(Columns(preprocessing, [1, double.NaN, 3], ["red", "", "blue"]), new SampleTargets.Numbers([1.5, 2.5, -3]));
        var task = new LearningTask.Regression("price", 1, 2);
        return new("tiny", DataChecksum.Of(task, preprocessing, samples, samples), task, preprocessing, Signature.Features(4, 1), samples, samples);
    }

    private static SampleValues.Columns Columns(Preprocessing.Table preprocessing, double[] sizes, string[] colours)
    {
        ImmutableArray<RawColumn> raw = [new RawColumn.Numbers("size", sizes), new RawColumn.Texts("colour", colours)];
        return new(raw, TableFeatures.Compute(preprocessing, raw), preprocessing.Features);
    }
}
