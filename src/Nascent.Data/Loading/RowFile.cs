using System.Collections.Immutable;
using System.Globalization;
using Nascent.Data.Formats;
using Nascent.Data.Tables;
using Nascent.Tasks;

namespace Nascent.Data.Loading;

/// <summary>Rows of a file that a trained model is to predict: the columns that it reads, found by name, in its order.</summary>
/// <remarks>
/// A column has the kind that the model knows, whatever its cells look like: a category is the text of its cell (<c>012</c> stays <c>012</c>), a number is read cell by
/// cell. So what becomes of a row never depends on the rows beside it.
/// </remarks>
public static class RowFile
{
    /// <summary>Whether a file is named like a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formats">The formats that it may have; null for those of this program.</param>
    public static bool IsNamedSo(string path, DataFormats? formats = null) => (formats ?? DataFormats.BuiltIn).OfTable(path) is not null;

    /// <summary>Reads a table of any format, of which every row must fit; columns that the model does not read are ignored, the label among them.</summary>
    /// <inheritdoc cref="ReadEach"/>
    /// <exception cref="NascentException">The file is no table, lacks a column, or a row does not fit; the message says where.</exception>
    public static SampleValues.Columns Read(string path, Preprocessing.Table preprocessing, bool? header = null, DataFormats? formats = null)
    {
        var rows = ReadEach(path, preprocessing, header, formats);
        return rows.Bad.IsEmpty ? rows.Values : throw new NascentException(rows.Bad[0].What);
    }

    /// <summary>Reads a table of any format; columns that the model does not read are ignored, the label among them. Rows that do not fit are told apart.</summary>
    /// <remarks>
    /// The first line of a CSV file is a header, unless all columns of the model have the made-up names of a file without one (<c>column1</c>, <c>column2</c>, …) and the
    /// line holds none of them: then columns are counted, as they were in training. A file may have just the columns that the model reads, even one.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="preprocessing">The columns that the model reads.</param>
    /// <param name="header">Whether the first line of a CSV file is a header, or null to find out.</param>
    /// <param name="formats">The formats that the file may have; null for those of this program.</param>
    /// <exception cref="NascentException">The file is no table, or lacks a column.</exception>
    public static RowsToPredict ReadEach(string path, Preprocessing.Table preprocessing, bool? header = null, DataFormats? formats = null)
    {
        var form = (formats ?? DataFormats.BuiltIn).OfTable(path) ?? DataFormats.Csv;
        var table = form.ReadRows(path, header, preprocessing.Columns.Select(column => column.Source).ToHashSet(StringComparer.Ordinal));
        var missing = preprocessing.Columns.Where(column => Find(table, column) is null).Select(column => column.Source).Distinct().ToArray();
        if (missing.Length > 0)
            throw new NascentException($"{path}: found no column {string.Join(", ", missing.Select(name => $"'{name}'"))}, expected those that the model was trained on; the file has {string.Join(", ", table.Columns.Select(column => column.Name))}.");
        RawColumn[] all = [.. preprocessing.Columns.Select(column => Fit(column, Find(table, column)!, table))];
        int[] good = [.. Enumerable.Range(0, table.Faults.Length).Where(row => table.Faults[row] is null)];
        ImmutableArray<RawColumn> raw = good.Length == table.Faults.Length ? [.. all] : [.. all.Select(column => column.Take(good))];
        return new RowsToPredict(
            new SampleValues.Columns(raw, TableFeatures.Compute(preprocessing, raw), preprocessing.Features), [.. good.Select(row => row + 1)],
            [.. table.Faults.Index().Where(fault => fault.Item is not null).Select(fault => new BadRow(fault.Index + 1, fault.Item + "."))]);
    }

    private static TypedColumn? Find(RowTable table, TableColumn wanted) => table.Columns.FirstOrDefault(column => column.Name == wanted.Source);

    private static RawColumn Fit(TableColumn wanted, TypedColumn found, RowTable table) => (wanted, found) switch
    {
        (TableColumn.Numeric, TypedColumn.Numbers numbers) => Checked(wanted, numbers.Values, row => numbers.Values[row].ToString(CultureInfo.InvariantCulture), table),
        (TableColumn.Numeric numeric, TypedColumn.Texts texts) => Checked(wanted, Parse(numeric, texts, table), row => texts.Values[row], table),
        (_, TypedColumn.Numbers numbers) => new RawColumn.Texts(wanted.Name, Array.ConvertAll(numbers.Values, value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture))),
        (_, var texts) => new RawColumn.Texts(wanted.Name, ((TypedColumn.Texts)texts).Values),
    };

    private static double[] Parse(TableColumn.Numeric wanted, TypedColumn.Texts column, RowTable table)
    {
        var values = new double[column.Values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            var text = column.Values[row];
            if (wanted.TryRead(text, out values[row]))
                continue;
            // Files of models of old do not say that their numbers have commas.
            if (!(table.DecimalComma && wanted.Reading is null && !text.Contains('.', StringComparison.Ordinal) && wanted.TryRead(text.Replace(',', '.'), out values[row])))
                table.Faults[row] ??= $"{table.PlaceOf(row)}, column '{column.Name}': found '{text}', expected a number, as the model was trained on";
        }

        return values;
    }

    private static RawColumn.Numbers Checked(TableColumn wanted, double[] values, Func<int, string> textOf, RowTable table)
    {
        for (var row = 0; row < values.Length; row++)
            if (!CellText.IsUsable(values[row]))
                table.Faults[row] ??= $"{table.PlaceOf(row)}, column '{wanted.Source}': found '{textOf(row)}', expected a finite number";
        return new RawColumn.Numbers(wanted.Name, values);
    }
}
