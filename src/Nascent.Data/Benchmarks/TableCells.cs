using System.Globalization;
using Nascent.Data.Formats;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Benchmarks;

/// <summary>The cells of a table's file, whatever its format.</summary>
/// <param name="Header">Where the names of columns stand, for errors.</param>
/// <param name="Names">The names of the columns.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="PlaceOf">Where a row stands.</param>
/// <param name="TextOf">The text of a cell by column and row; empty where there is none.</param>
/// <param name="NumberOf">The number of a cell by column and row: NaN where there is none, null where it is no finite number.</param>
internal sealed record TableCells(string Header, string[] Names, int Rows, Func<int, string> PlaceOf, Func<int, int, string> TextOf, Func<int, int, double?> NumberOf)
{
    /// <summary>Reads a table of any format; of CSV, the texts as they stand there.</summary>
    /// <exception cref="NascentException">It is none, or damaged.</exception>
    public static TableCells Read(string path)
    {
        var log = new LoadingLog(skipBad: false, canSkip: false);
        return DataFormats.BuiltIn.OfTable(path) is { } form && form != DataFormats.Csv
            ? OfTable(path, form.ReadTable(path, header: true, log))
            : OfCsv(path, CsvCells.Read(path, header: true, log));
    }

    private static TableCells OfCsv(string path, CsvCells cells) => new(
        $"{path} line 1", cells.Names, cells.Lines.Count, row => $"{path} line {cells.Lines[row]}",
        (column, row) => CellText.IsMissing(cells.Columns[column][row]) ? "" : cells.Columns[column][row],
        (column, row) => Number(cells.Columns[column][row], cells.DecimalComma));

    private static TableCells OfTable(string path, RawTable table) => new(
        path, [.. table.Columns.Select(column => column.Name)], table.Rows, table.PlaceOf,
        (column, row) => table.Columns[column] switch
        {
            TypedColumn.Numbers numbers => double.IsNaN(numbers.Values[row]) ? "" : numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
            TypedColumn.Texts texts => texts.Values[row],
            _ => throw new NotSupportedException(table.Columns[column].GetType().Name),
        },
        (column, row) => table.Columns[column] switch
        {
            TypedColumn.Numbers numbers => numbers.Values[row],
            TypedColumn.Texts texts => Number(texts.Values[row], false),
            _ => throw new NotSupportedException(table.Columns[column].GetType().Name),
        });

    private static double? Number(string text, bool decimalComma) => CellText.IsMissing(text) ? double.NaN
        : CellText.TryNumber(text, decimalComma, out var value) && double.IsFinite(value) ? value : null;
}
