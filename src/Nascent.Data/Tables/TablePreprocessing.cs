using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Tables;

/// <summary>Fits how columns become features to the training part.</summary>
internal static class TablePreprocessing
{
    /// <summary>The most categories that a column of texts may have; one with more is left out, with a note.</summary>
    public const int MostCategories = 200;

    /// <summary>Fits all columns; those that tell nothing in the training part are left out, with a note.</summary>
    /// <exception cref="NascentException">No column is left.</exception>
    public static Preprocessing.Table Fit(ImmutableArray<RawColumn> train, RawDataSet data, LoadingLog log)
    {
        var origin = data.Origin;
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        foreach (var raw in train)
        {
            if ((raw is RawColumn.Numbers numbers ? FitNumbers(numbers) : FitTexts((RawColumn.Texts)raw)) is not { } column)
                log.Note($"{origin}: column '{raw.Name}' was left out: it has fewer than two values in the training part.");
            else if (column is TableColumn.Categorical { Categories.Length: > MostCategories and var count })
                log.Note($"{origin}: column '{raw.Name}' was left out: it has {count:N0} different texts, and at most {MostCategories} are read as categories.");
            else if (column is TableColumn.Numeric wide && !(double.IsFinite(wide.Mean) && double.IsFinite(wide.StandardDeviation)))
                log.Bad($"{origin}: column '{raw.Name}' has numbers up to {LargestOf(raw):R}, expected numbers whose mean and standard deviation can be computed in double precision, below about 1e150");
            else
                columns.Add(column is TableColumn.Numeric numeric ? numeric with { Reading = data.Readings.GetValueOrDefault(column.Name), Date = data.Dates.GetValueOrDefault(column.Name) } : column);
        }

        return columns.Count > 0
            ? new(columns.ToImmutable())
            : throw new NascentException($"{origin}: no column is left to learn from, expected at least one with two values or more besides the label.");
    }

    /// <summary>The mean and the standard deviation (by n, not n − 1) of at least one value.</summary>
    public static (double Mean, double Deviation) MeanAndDeviation(double[] values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    private static double LargestOf(RawColumn column) => ((RawColumn.Numbers)column).Values.Where(value => !double.IsNaN(value)).Max(Math.Abs);

    private static TableColumn? FitNumbers(RawColumn.Numbers column)
    {
        var known = column.Values.Where(value => !double.IsNaN(value)).ToArray();
        if (known.Length == 0)
            return null;
        var (mean, deviation) = MeanAndDeviation(known);
        return deviation > 0
            ? new TableColumn.Numeric(column.Name, mean, deviation, known.Length < column.Values.Length) { Quantiles = double.IsFinite(deviation) && known.Distinct().Skip(2).Any() ? QuantileScale.Fit(known) : null }
            : null;
    }

    private static TableColumn? FitTexts(RawColumn.Texts column)
    {
        var categories = column.Values.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return categories.Length < 2 ? null : new TableColumn.Categorical(column.Name, categories);
    }
}
