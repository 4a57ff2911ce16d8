using System.Collections.Immutable;
using Nascent.Tasks;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Reading;

/// <summary>A data set as it was read, all samples together, before it is split and prepared.</summary>
/// <param name="Origin">The file, folder or built-in name that errors point at.</param>
/// <param name="Values">The inputs; features of tables are not computed yet.</param>
/// <param name="Targets">What is to be predicted.</param>
/// <param name="Task">The task; mean and standard deviation of a regression are not fitted yet.</param>
/// <param name="Parts">One a sample.</param>
/// <param name="SplitKey">The column that a split by group or time goes by.</param>
internal sealed record RawDataSet(
    string Origin, SampleValues Values, SampleTargets Targets, LearningTask Task, DataPart[] Parts, RawColumn? SplitKey = null)
{
    /// <summary>How image files became pixels, or null where the data was no image files.</summary>
    public ImageReading? Reading { get; init; }

    /// <summary>Whether a table says what images are and what they show, so that there are columns to choose from.</summary>
    public bool HasColumns { get; init; }

    /// <summary>The pixels of 16-bit images, or null. Where there are some, the bytes of <see cref="Values"/> are none until the split is known.</summary>
    public WideValues? Wide { get; init; }

    /// <summary>How the columns of numbers that are not written plainly were read, by name.</summary>
    public ImmutableDictionary<string, NumberReading> Readings { get; init; } = ImmutableDictionary<string, NumberReading>.Empty;

    /// <summary>What columns of numbers tell of the dates of another column of the file, by name.</summary>
    public ImmutableDictionary<string, DateReading> Dates { get; init; } = ImmutableDictionary<string, DateReading>.Empty;
}
