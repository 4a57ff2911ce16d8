using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Data.Tables;
using Nascent.Tasks;

namespace Nascent.Data.Formats;

/// <summary>What a reader from outside gave, checked and in the form that the readers of this project give.</summary>
internal static class GuestFormat
{
    /// <summary>How the files of a format are named.</summary>
    /// <exception cref="NascentException">There is no ending, or one does not begin with a dot.</exception>
    public static FileNames NamesOf(string format, ImmutableArray<string> endings)
    {
        if (endings.IsDefaultOrEmpty || endings.Any(ending => ending.Length < 2 || !FileNames.IsEnding(ending)))
            throw new NascentException($"Data format '{format}': found {(endings.IsDefaultOrEmpty ? "no ending" : $"the endings {string.Join(", ", endings.Select(ending => $"'{ending}'"))}")}, expected endings of file names that begin with a dot, such as .jsonl.");
        return new FileNames(endings);
    }

    /// <summary>The table that the columns of a file are.</summary>
    /// <exception cref="NascentException">There is none, or they are of several lengths, or two have one name.</exception>
    public static RawTable TableOf(string format, string path, IReadOnlyList<RawColumn> columns)
    {
        if (columns.Count == 0)
            throw new NascentException($"{path}: the format '{format}' found no column, expected at least two.");
        if (columns.FirstOrDefault(column => column.Count != columns[0].Count) is { } other)
            throw new NascentException($"{path}: the format '{format}' found {columns[0].Count:N0} rows of the column '{columns[0].Name}' and {other.Count:N0} of '{other.Name}', expected columns of one length.");
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new NascentException($"{path}: the format '{format}' found {twice.Count()} columns called '{twice.Key}', expected different names.");
        return new RawTable(path, [.. columns.Select(TypedOf)], new DataPart[columns[0].Count], row => $"{path} row {row + 1}");
    }

    /// <summary>The data set that the samples of a file are.</summary>
    /// <exception cref="NascentException">They are no images, their bytes are not as many as their sizes say, or targets are not of the task.</exception>
    public static RawDataSet SamplesOf(string format, string path, (LearningTask Task, Samples Samples) read)
    {
        var (task, samples) = read;
        if (samples.Values is not SampleValues.Pixels { Channels: 1 or 3, Height: > 0, Width: > 0 } pixels)
            throw new NascentException($"{path}: the format '{format}' found no images of one or three channels, expected such; a format of columns is made by DataFormat.OfTable.");
        var bytes = (long)samples.Count * pixels.Channels * pixels.Height * pixels.Width;
        if (pixels.Bytes.Length != bytes)
            throw new NascentException($"{path}: the format '{format}' found {pixels.Bytes.Length:N0} bytes, expected {bytes:N0}: {samples.Count:N0} images of {pixels.Channels}×{pixels.Height}×{pixels.Width}.");
        return samples.Targets switch
        {
            SampleTargets.Labels labels when task is LearningTask.Classification classes => Array.FindIndex(labels.Indices, label => label < 0 || label >= classes.Classes.Length) is >= 0 and var wrong
                ? throw new NascentException($"{path}: the format '{format}' found the label {labels.Indices[wrong]}, expected one from 0 to {classes.Classes.Length - 1}: it has {classes.Classes.Length} classes.")
                : Set(),
            SampleTargets.Numbers when task is LearningTask.Regression => Set(),
            _ => throw new NascentException($"{path}: the format '{format}' found targets that are not of its task, expected labels for a classification and numbers for a regression."),
        };

        RawDataSet Set() => new(path, samples.Values, samples.Targets, task, new DataPart[samples.Count]);
    }

    private static TypedColumn TypedOf(RawColumn column) => column switch
    {
        RawColumn.Numbers numbers => new TypedColumn.Numbers(column.Name, numbers.Values),
        RawColumn.Texts texts => new TypedColumn.Texts(column.Name, texts.Values),
        _ => throw new NotSupportedException(column.GetType().Name),
    };
}
