namespace Nascent.Data.Tables;

/// <summary>Rows to predict as they are in their file: no column's kind is guessed, and a row that is bad keeps its place.</summary>
/// <param name="Columns">All columns, of one length; those of a text file are texts, untouched but for white space around them.</param>
/// <param name="Faults">One a row: where and what is wrong with it, without a full stop; or null.</param>
/// <param name="PlaceOf">Where a row lies in its file, such as <c>adult.csv line 17</c>.</param>
/// <param name="DecimalComma">Whether <c>1,5</c> may be a number in a text.</param>
internal sealed record RowTable(IReadOnlyList<TypedColumn> Columns, string?[] Faults, Func<int, string> PlaceOf, bool DecimalComma = false)
{
    /// <summary>The rows of a table whose file knows the kinds of its columns.</summary>
    public static RowTable Of(RawTable table) => new(table.Columns, new string?[table.Rows], table.PlaceOf);
}
