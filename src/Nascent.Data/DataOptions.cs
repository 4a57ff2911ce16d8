using System.Collections.Immutable;
using Nascent.Tasks;
using Nascent.Tasks.Cells;

namespace Nascent.Data;

/// <summary>How data is read and split. Every option has a default.</summary>
public sealed record DataOptions
{
    /// <summary>The defaults.</summary>
    public static readonly DataOptions Default = new();

    /// <summary>The column that is predicted; by default the last one. Tables only.</summary>
    public string? Label { get; init; }

    /// <summary>Whether classes or numbers are predicted; by default it is inferred from the label.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>Whether the first line of a CSV file holds the names of the columns; by default it is inferred.</summary>
    public bool? Header { get; init; }

    /// <summary>Columns that are not read. Tables only.</summary>
    public ImmutableArray<string> Ignore { get; init; } = [];

    /// <summary>Columns that are categories, whatever their texts look like. Tables only.</summary>
    public ImmutableArray<string> Categorical { get; init; } = [];

    /// <summary>Columns that are numbers; a cell that is none is an error, or its row left out by <see cref="SkipBad"/>. Tables only.</summary>
    public ImmutableArray<string> Numeric { get; init; } = [];

    /// <summary>Texts that stand for a missing value besides the usual ones. Tables only.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Texts that are values although they usually stand for a missing one, such as <c>NA</c>. Tables only.</summary>
    public ImmutableArray<string> NotMissing { get; init; } = [];

    /// <summary>The order of day, month and year in dates such as 01/02/2023; by default the one that fits all rows of a column. Tables only.</summary>
    public DateOrder? Dates { get; init; }

    /// <summary>Height and width that image files are fitted to, in the range [4, 1024]; by default their most common or middle size, from 8 to 64.</summary>
    public int? ImageSize { get; init; }

    /// <summary>How image files of another shape are fitted; by default they are cropped, unless many would lose more than half.</summary>
    public ImageFit? Fit { get; init; }

    /// <summary>What transparent image files are laid on: <c>white</c>, <c>black</c> or <c>#rrggbb</c>; by default white, unless what they show could not be seen on it.</summary>
    public string? Background { get; init; }

    /// <summary>The folder that the paths of images in a table start from; by default the table's own.</summary>
    public string? Images { get; init; }

    /// <summary>The column of a table that holds paths of images; by default the one whose texts are such.</summary>
    public string? PathColumn { get; init; }

    /// <summary>Whether bad files, rows, columns and classes are left out and counted, rather than an error. Default false.</summary>
    public bool SkipBad { get; init; }

    /// <summary>How samples without a given part are shared out. Default stratified.</summary>
    public SplitRule Split { get; init; } = new SplitRule.Stratified();

    /// <summary>The share of the samples that becomes the validation part, in the range (0, 0.9]. Default 0.1.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>The share of the samples that becomes the test part where the data gives none, in the range (0, 0.9]. Default 0.1.</summary>
    public double TestShare { get; init; } = 0.1;

    /// <summary>The columns that these options name.</summary>
    internal IEnumerable<string> ColumnNames => [.. Ignore, .. Categorical, .. Numeric, .. Label is { } label ? [label] : Array.Empty<string>(), .. Split.DecidingColumn is { } key ? [key] : Array.Empty<string>()];

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="NascentException">A value is out of its range.</exception>
    public void Validate()
    {
        if (ImageSize is { } size and (< 4 or > 1024))
            throw new NascentException($"--image-size: found {size}, expected a number of pixels from 4 to 1024.");
        if (Images is not null && !Directory.Exists(Images))
            throw new NascentException($"--images: found no folder '{Images}', expected the one that the paths of images start from.");
        if (Categorical.FirstOrDefault(Numeric.Contains) is { } twice)
            throw new NascentException($"--categorical and --numeric: found '{twice}' in both, expected it in one of them.");
        if (Label is { } label && Ignore.Contains(label))
            throw new NascentException($"--ignore: found '{label}', which is the label, expected columns that can be left out.");
        if (Missing.FirstOrDefault(word => NotMissing.Contains(word, StringComparer.OrdinalIgnoreCase)) is { } both)
            throw new NascentException($"--missing and --not-missing: found '{both}' in both, expected it in one of them.");
        CheckShare("--validation-share", ValidationShare);
        CheckShare("--test-share", TestShare);
        if (ValidationShare + TestShare > 0.9)
            throw new NascentException($"--validation-share and --test-share: found {ValidationShare} and {TestShare}, expected a sum of at most 0.9, so that something is left to train on.");
    }

    private static void CheckShare(string name, double share)
    {
        if (!(share > 0 && share <= 0.9))
            throw new NascentException($"{name}: found {share}, expected a share above 0 and at most 0.9.");
    }
}
