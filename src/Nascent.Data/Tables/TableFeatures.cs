using System.Collections.Immutable;
using Nascent.Tasks;

namespace Nascent.Data.Tables;

/// <summary>Raw columns into features: the one place where a table becomes numbers, for training, baselines and prediction alike. Numbers are scaled in double precision.</summary>
public static class TableFeatures
{
    /// <summary>Computes the features of every row.</summary>
    /// <param name="preprocessing">How each column becomes features.</param>
    /// <param name="columns">The raw columns, found by name; others are ignored.</param>
    /// <returns>(rows, features), row-major.</returns>
    /// <exception cref="NascentException">A column is missing or of the wrong kind.</exception>
    public static float[] Compute(Preprocessing.Table preprocessing, ImmutableArray<RawColumn> columns)
    {
        var byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var rows = columns.Length == 0 ? 0 : columns[0].Count;
        var width = preprocessing.Features;
        var features = new float[checked(rows * width)];   // (rows, features)
        var offset = 0;
        foreach (var column in rows == 0 ? [] : preprocessing.Columns)
        {
            if (!byName.TryGetValue(column.Name, out var raw))
                throw new NascentException($"Column '{column.Name}': found no such column, expected one of that name; the table has {string.Join(", ", byName.Keys)}.");
            Fill(column, raw, features.AsSpan(offset), width);
            offset += column.Features;
        }

        return features;
    }

    /// <summary>The values of a table with the columns that the preprocessing reads, in its order, and their features; images as they are.</summary>
    /// <exception cref="NascentException">A column is missing or of the wrong kind.</exception>
    /// <param name="values">The raw columns, or images.</param>
    /// <param name="preprocessing">What turns columns into features; fitted to the training part.</param>
    public static SampleValues AddTo(SampleValues values, Preprocessing preprocessing)
    {
        if (values is not SampleValues.Columns columns || preprocessing is not Preprocessing.Table table)
            return values;
        var features = Compute(table, columns.Raw);
        var byName = columns.Raw.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return new SampleValues.Columns([.. table.Columns.Select(column => byName[column.Name])], features, table.Features);
    }

    private static void Fill(TableColumn column, RawColumn raw, Span<float> features, int stride)
    {
        switch (column, raw)
        {
            case (TableColumn.Numeric numeric, RawColumn.Numbers numbers):
                for (var row = 0; row < numbers.Values.Length; row++)
                {
                    var missing = double.IsNaN(numbers.Values[row]);
                    var own = features[(row * stride)..];
                    own[0] = missing ? 0f : (float)((numbers.Values[row] - numeric.Mean) / numeric.StandardDeviation);
                    if (numeric.Quantiles is { } quantiles)
                        own[1] = missing ? 0f : (float)quantiles.Of(numbers.Values[row]);
                    if (numeric.HasMissing)
                        own[numeric.Features - 1] = missing ? 1f : 0f;
                }

                break;
            case (TableColumn.Categorical categorical, RawColumn.Texts texts):
                var index = categorical.Categories.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
                for (var row = 0; row < texts.Values.Length; row++)
                    if (index.TryGetValue(texts.Values[row], out var category))
                        features[(row * stride) + category] = 1f;
                break;
            default:
                throw new NascentException(
                    $"Column '{column.Name}': found {(raw is RawColumn.Numbers ? "numbers" : "texts")}, expected {(column is TableColumn.Numeric ? "numbers" : "texts")}.");
        }
    }
}
