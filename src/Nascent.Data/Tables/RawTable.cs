using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>A table as it was read, label not yet chosen.</summary>
/// <param name="Origin">The file that errors point at.</param>
/// <param name="Columns">All columns, of one length.</param>
/// <param name="Parts">One a row.</param>
/// <param name="PlaceOf">Where a row lies in its file, such as <c>adult.csv line 17</c>.</param>
internal sealed record RawTable(string Origin, IReadOnlyList<TypedColumn> Columns, DataPart[] Parts, Func<int, string> PlaceOf)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Parts.Length;

    /// <summary>What separates the cells of a file of texts, whose columns hold cells as they are written, kinds not yet decided; null where the format knows the kinds.</summary>
    public char? Separator { get; init; }

    /// <summary>The first line where it was taken for data and not for the names of the columns; else empty.</summary>
    public ImmutableArray<string> FirstLine { get; init; } = [];

    /// <summary>How the columns of numbers that are not written plainly were read, by name.</summary>
    public ImmutableDictionary<string, NumberReading> Readings { get; init; } = ImmutableDictionary<string, NumberReading>.Empty;

    /// <summary>What columns of numbers tell of the dates of another column of the file, by name.</summary>
    public ImmutableDictionary<string, DateReading> Dates { get; init; } = ImmutableDictionary<string, DateReading>.Empty;

    /// <summary>Some of the rows, which keep their places in the file.</summary>
    public RawTable Take(int[] rows) => this with
    {
        Columns = [.. Columns.Select(column => column.Take(rows))],
        Parts = Array.ConvertAll(rows, row => Parts[row]),
        PlaceOf = row => PlaceOf(rows[row]),
    };

    /// <summary>The table without the rows that are bad.</summary>
    public RawTable Without(bool[] bad) => bad.Contains(true) ? Take([.. Enumerable.Range(0, Rows).Where(row => !bad[row])]) : this;
}
