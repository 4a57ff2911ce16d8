using System.Globalization;
using Nascent.Data.Reading;

namespace Nascent.Data.Tables;

/// <summary>Notes on columns that a network should hardly learn from: ids, numbers of rows, and what tells the label by itself.</summary>
internal static class ColumnNotes
{
    private const int FromRows = 30;
    private const double AlmostAll = 0.95;
    private const double AlmostEqual = 0.9999;

    /// <summary>Notes each column once, by what is worst.</summary>
    public static void Add(string origin, IReadOnlyList<TypedColumn> columns, SampleTargets targets, LoadingLog log)
    {
        if (targets.Count < FromRows)
            return;
        foreach (var column in columns)
            if (Of(column, targets) is { } what)
                log.Note($"{origin}: column '{column.Name}' {what}; --ignore {column.Name} leaves it out.");
    }

    private static string? Of(TypedColumn column, SampleTargets targets)
    {
        if (TellsLabel(column, targets) is { } label)
            return $"{label}; if it is known only together with the label, scores will flatter";
        switch (column)
        {
            case TypedColumn.Numbers numbers when CountsRows(numbers.Values):
                return "numbers the rows, which tells only of their order in the file";
            case TypedColumn.Texts texts:
                var known = texts.Values.Count(text => text.Length > 0);
                var distinct = texts.CountDistinct(most: known);
                return known >= FromRows && distinct >= known * AlmostAll && distinct <= TablePreprocessing.MostCategories
                    ? $"has {distinct:N0} different texts in {known:N0} rows, as an id or a name has, which tells nothing of other rows" : null;
            default:
                return null;
        }
    }

    // Whole numbers without gaps, each once: 1 to n in any order.
    private static bool CountsRows(double[] values) =>
        Array.TrueForAll(values, double.IsInteger) && values.Max() - values.Min() == values.Length - 1 && values.Distinct().Count() == values.Length;

    private static string? TellsLabel(TypedColumn column, SampleTargets targets) => (column, targets) switch
    {
        (TypedColumn.Texts texts, SampleTargets.Labels labels) => Told(texts.Values, labels.Indices),
        (TypedColumn.Numbers numbers, SampleTargets.Labels labels) => Told(Array.ConvertAll(numbers.Values, value => value.ToString("R", CultureInfo.InvariantCulture)), labels.Indices) ?? ToldInOrder(numbers.Values, labels.Indices),
        (TypedColumn.Numbers numbers, SampleTargets.Numbers target) when Math.Abs(Correlation(numbers.Values, target.Values)) >= AlmostEqual => "tells the label nearly by itself: the two are proportional",
        _ => null,
    };

    // Each value of the column comes with one label, but for one row in a hundred, and values come often enough that this is no chance.
    private static string? Told(string[] values, int[] labels)
    {
        var groups = values.Zip(labels).GroupBy(pair => pair.First, pair => pair.Second, StringComparer.Ordinal).ToArray();
        var largest = labels.CountBy(label => label).Max(pair => pair.Value);
        if (groups.Length * 5 > labels.Length || largest >= labels.Length * AlmostAll)
            return null;
        var right = groups.Sum(group => group.CountBy(label => label).Max(pair => pair.Value));
        return right >= labels.Length * 0.99 ? string.Create(CultureInfo.InvariantCulture, $"tells the label nearly by itself, in {right:N0} of {labels.Length:N0} rows") : null;
    }

    private static string? ToldInOrder(double[] values, int[] labels)
    {
        if (Array.Exists(values, double.IsNaN))
            return null;
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var changes = Enumerable.Range(1, order.Length - 1).Count(i => labels[order[i]] != labels[order[i - 1]]);
        return changes < labels.Distinct().Count() ? "tells the label by itself: each class has a range of its own" : null;
    }

    private static double Correlation(double[] first, double[] second)
    {
        if (Array.Exists(first, double.IsNaN))
            return 0;
        var (meanFirst, meanSecond) = (first.Average(), second.Average());
        var (product, squares, others) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            var (a, b) = (first[i] - meanFirst, second[i] - meanSecond);
            (product, squares, others) = (product + (a * b), squares + (a * a), others + (b * b));
        }

        return squares > 0 && others > 0 ? product / Math.Sqrt(squares * others) : 0;
    }
}
