using Nascent.Data;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;

namespace Nascent.Jobs.Opening;

/// <summary>What there is to say of loaded data.</summary>
internal static class DataDescription
{
    /// <summary>The facts that a run remembers.</summary>
    /// <param name="loaded">The data.</param>
    /// <param name="notes">What was found out of it beside what reading noted; null for nothing.</param>
    public static DataFacts Of(LoadedData loaded, params IEnumerable<string?> notes)
    {
        var (data, labels) = (loaded.Prepared, loaded.Prepared.Train.Targets as SampleTargets.Labels);
        var classes = data.Task is LearningTask.Classification classification ? classification.Classes : [];
        var counts = new int[classes.Length];
        foreach (var index in labels?.Indices ?? [])
            counts[index]++;
        return new DataFacts(data.Name, data.Checksum, Input(data.Preprocessing), data.Train.Count, data.Validation.Count, loaded.Test.Samples.Count, classes, [.. counts], [.. loaded.Notes, .. notes.OfType<string>()], loaded.Skipped);
    }

    /// <summary>One line: what one sample is, how many there are, what is predicted.</summary>
    public static string Line(DataFacts facts, LearningTask task)
    {
        var what = task is LearningTask.Regression regression ? $"predicting {regression.Target}" : $"{facts.Classes.Length} classes";
        var skipped = facts.Skipped > 0 ? $"; {facts.Skipped:N0} skipped as bad" : "";
        return $"Data: {facts.Name}, {facts.Input}, {what}; {facts.Train:N0} training, {facts.Validation:N0} validation and {facts.Test:N0} test samples{skipped}.";
    }

    private static string Input(Preprocessing preprocessing) => preprocessing switch
    {
        Preprocessing.Image image => $"{image.Height}×{image.Width} {(image.Channels == 1 ? "grey" : "colour")} images",
        Preprocessing.Backbone backbone => $"{Input(backbone.Pixels)}, of which {backbone.Source} makes {backbone.Features} features",
        Preprocessing.Table table => $"{table.Columns.Length} columns giving {table.Features} features",
        _ => preprocessing.GetType().Name,
    };
}
