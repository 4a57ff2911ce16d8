using Nascent.Data.Reading;

namespace Nascent.Data.Tables;

/// <summary>A table as it was read, types known, label not yet chosen.</summary>
/// <param name="Origin">The file that errors point at.</param>
/// <param name="Columns">All columns, of one length.</param>
/// <param name="Parts">One a row.</param>
/// <param name="PlaceOf">Where a row lies in its file, such as <c>adult.csv line 17</c>.</param>
internal sealed record RawTable(string Origin, IReadOnlyList<TypedColumn> Columns, DataPart[] Parts, Func<int, string> PlaceOf)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Parts.Length;

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
