using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Loading;

/// <summary>Checks that there is something to learn: at least two classes, each with enough samples, or targets that differ.</summary>
internal static class ClassChecks
{
    /// <summary>Returns the data, without classes that are too small where skipping was asked for.</summary>
    /// <exception cref="NascentException">The data is unfit.</exception>
    public static RawDataSet Apply(RawDataSet data, LoadingLog log)
    {
        if (data.Targets.Count == 0)
            throw new NascentException($"{data.Origin}: found no samples, expected at least 3.");
        if (data.Targets is SampleTargets.Numbers { Values: var values })
        {
            return values.Distinct().Take(2).Count() == 2
                ? data
                : throw new NascentException($"{data.Origin}: the target has the one value {values[0]} in all {values.Length:N0} samples, expected values that differ.");
        }

        var (labels, classes) = (((SampleTargets.Labels)data.Targets).Indices, ((LearningTask.Classification)data.Task).Classes);
        var counts = new int[classes.Length];
        var open = new int[classes.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            counts[labels[i]]++;
            open[labels[i]] += data.Parts[i] is DataPart.Any or DataPart.Train ? 1 : 0;
        }

        var present = Enumerable.Range(0, classes.Length).Where(c => counts[c] > 0).ToArray();
        if (present.Length < 2)
            throw new NascentException($"{data.Origin}: found the single class '{classes[present[0]]}' in all {labels.Length:N0} samples, expected at least 2 classes.");
        var needed = 1 + (data.Parts.Contains(DataPart.Validation) ? 0 : 1) + (data.Parts.Contains(DataPart.Test) ? 0 : 1);
        var kept = new List<int>();
        for (var c = 0; c < classes.Length; c++)
        {
            if (open[c] >= needed)
                kept.Add(c);
            else
                log.Bad(Describe(data.Origin, classes[c], open[c], counts[c], needed));
        }

        if (kept.Count < 2)
            throw new NascentException($"{data.Origin}: found {kept.Count} classes with enough samples, expected at least 2.");
        return kept.Count == classes.Length ? data : Without(data, labels, classes, kept);
    }

    private static string Describe(string origin, string name, int open, int count, int needed) => count > 0 && open == 0
        ? $"{origin}: class '{name}' has {count} samples, but none to train on; expected the same classes in every part"
        : $"{origin}: class '{name}' has {open} sample{(open == 1 ? "" : "s")}{(needed < 3 ? " to train on" : "")}, expected at least {needed}{(needed == 3 ? ", one each for training, validation and test" : "")}";

    private static RawDataSet Without(RawDataSet data, int[] labels, ImmutableArray<string> classes, List<int> kept)
    {
        var samples = Enumerable.Range(0, labels.Length).Where(i => kept.Contains(labels[i])).ToArray();
        return data with
        {
            Values = data.Wide is null ? data.Values.Take(samples) : data.Values,
            Wide = data.Wide?.Take(samples),
            Targets = new SampleTargets.Labels(Array.ConvertAll(samples, i => kept.IndexOf(labels[i]))),
            Task = new LearningTask.Classification([.. kept.Select(c => classes[c])]),
            Parts = Array.ConvertAll(samples, i => data.Parts[i]),
            SplitKey = data.SplitKey is null ? null : data.SplitKey.Take(samples),
        };
    }
}
