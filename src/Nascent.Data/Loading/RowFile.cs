using System.Collections.Immutable;
using System.Globalization;
using Nascent.Data.Formats;
using Nascent.Data.Reading;
using Nascent.Data.Tables;
using Nascent.Tasks;

namespace Nascent.Data.Loading;

/// <summary>Rows of a file that a trained model is to predict: the columns that it reads, found by name, in its order and kinds.</summary>
public static class RowFile
{
    /// <summary>Whether a file is named like a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formats">The formats that it may have; null for those of this program.</param>
    public static bool IsNamedSo(string path, DataFormats? formats = null) => (formats ?? DataFormats.BuiltIn).OfTable(path) is not null;

    /// <summary>Reads a table of any format; columns that the model does not read are ignored, the label among them.</summary>
    /// <remarks>
    /// The first line of a CSV file is a header, unless all columns of the model have the made-up names of a file without one (<c>column1</c>, <c>column2</c>, …) and the
    /// line holds none of them: then columns are counted, as they were in training.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="preprocessing">The columns that the model reads.</param>
    /// <param name="header">Whether the first line of a CSV file is a header, or null to find out.</param>
    /// <param name="formats">The formats that the file may have; null for those of this program.</param>
    /// <exception cref="NascentException">The file is no table, lacks a column, or a number is none; the message says where.</exception>
    public static SampleValues.Columns Read(string path, Preprocessing.Table preprocessing, bool? header = null, DataFormats? formats = null)
    {
        var log = new LoadingLog(skipBad: false);
        var form = (formats ?? DataFormats.BuiltIn).OfTable(path) ?? DataFormats.Csv;
        var names = preprocessing.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var table = form.ReadTable(path, header ?? form.HasHeader?.Invoke(path, names), log);
        var byName = table.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var missing = preprocessing.Columns.Where(column => !byName.ContainsKey(column.Name)).Select(column => column.Name).ToArray();
        if (missing.Length > 0)
            throw new NascentException($"{path}: found no column {string.Join(", ", missing.Select(name => $"'{name}'"))}, expected those that the model was trained on; the file has {string.Join(", ", byName.Keys)}.");
        ImmutableArray<RawColumn> raw = [.. preprocessing.Columns.Select(column => Fit(column, byName[column.Name], table))];
        return new SampleValues.Columns(raw, TableFeatures.Compute(preprocessing, raw), preprocessing.Features);
    }

    // A few rows may be typed otherwise than the training data was: an empty column, or categories that are all digits.
    private static RawColumn Fit(TableColumn wanted, TypedColumn found, RawTable table)
    {
        switch (wanted, found)
        {
            case (TableColumn.Numeric, TypedColumn.Texts texts):
                var bad = Array.FindIndex(texts.Values, text => text.Length > 0);
                return bad < 0 ? new RawColumn.Numbers(found.Name, Array.ConvertAll(texts.Values, _ => float.NaN))
                    : throw new NascentException($"{table.PlaceOf(bad)}, column '{found.Name}': found '{texts.Values[bad]}', expected a number, as the model was trained on.");
            case (TableColumn.Categorical, TypedColumn.Numbers numbers):
                return new RawColumn.Texts(found.Name, Array.ConvertAll(numbers.Values, value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture)));
            default:
                return found.ToRaw();
        }
    }
}
