using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Tables;

/// <summary>A table into a data set: the label is chosen and the task inferred.</summary>
internal static class TableTask
{
    private const int MostWholeNumberClasses = 20;
    private const int MostClasses = 1_000;

    /// <summary>Separates the label and the column that a split goes by from the columns that are read.</summary>
    /// <exception cref="NascentException">A column is missing, or columns or rows are bad and skipping was not asked for.</exception>
    public static RawDataSet ToDataSet(RawTable table, DataOptions options, LoadingLog log)
    {
        table = ColumnKinds.Decide(WithoutIgnored(table, options), options, log);
        var label = Find(table, "label column", options.Label ?? table.Columns[^1].Name);
        if (options.Label is null)
            log.Note($"{table.Origin}: column '{label.Name}', the last one, is predicted; --label chooses another.");
        var key = options.Split.DecidingColumn is { } keyName ? Find(table, "split column", keyName) : null;
        if (key == label)
            throw new NascentException($"{table.Origin}: column '{label.Name}' is both the label and what the split goes by, expected two columns.");
        if (key is not null && options.Split is SplitRule.ByTime)
        {
            (table, key) = TimeOrder.Apply(table, key, options, log);
            label = Find(table, "label column", label.Name);
        }

        (table, label, key) = WithoutMissing(table, label, key, log);
        if (table.Rows == 0)
            throw new NascentException($"{table.Origin}: found no row with a value of the label '{label.Name}', expected at least 3.");
        var columns = table.Columns.Where(column => column.Name != label.Name && column.Name != key?.Name).Where(column => IsInformative(table, column, log)).ToArray();
        var (task, targets) = TaskOf(table, label, options.Task, log);
        ColumnNotes.Add(table.Origin, columns, targets, log);
        return new(table.Origin, new SampleValues.Columns([.. columns.Select(column => column.ToRaw())], [], 0), targets, task, table.Parts, key?.ToRaw()) { Readings = table.Readings, Dates = table.Dates };
    }

    private static RawTable WithoutIgnored(RawTable table, DataOptions options)
    {
        foreach (var (option, names) in (ReadOnlySpan<(string, ImmutableArray<string>)>)[("--ignore", options.Ignore), ("--categorical", options.Categorical), ("--numeric", options.Numeric)])
            foreach (var name in names)
                _ = Find(table, $"column of {option}", name);
        TypedColumn[] left = [.. table.Columns.Where(column => !options.Ignore.Contains(column.Name) || column.Name == options.Split.DecidingColumn)];
        return left.Length > 0 ? table with { Columns = left } : throw new NascentException($"{table.Origin}: no column is left, as --ignore names all; expected the label and one more.");
    }

    /// <summary>The column of a name.</summary>
    /// <exception cref="NascentException">There is none.</exception>
    public static TypedColumn Find(RawTable table, string kind, string name)
    {
        if (table.Columns.FirstOrDefault(column => column.Name == name) is { } found)
            return found;
        var header = table.FirstLine is [_, ..] first ? $" Line 1 was read as data; if its cells {string.Join(", ", first.Take(5))}{(first.Length > 5 ? ", …" : "")} are the names of the columns, pass --header yes." : "";
        throw new NascentException($"{table.Origin}: {NascentException.UnknownName(kind, name, table.Columns.Select(column => column.Name)).Message}{header}");
    }

    /// <summary>The table without the rows that have no label or nothing that the split goes by.</summary>
    /// <exception cref="NascentException">There are such and skipping was not asked for.</exception>
    public static (RawTable Table, TypedColumn Label, TypedColumn? Key) WithoutMissing(RawTable table, TypedColumn label, TypedColumn? key, LoadingLog log)
    {
        var kept = new List<int>();
        for (var row = 0; row < table.Rows; row++)
        {
            if (label.IsMissing(row))
                log.Bad($"{table.PlaceOf(row)}: the label '{label.Name}' is missing, expected a value");
            else if (key?.IsMissing(row) == true)
                log.Bad($"{table.PlaceOf(row)}: '{key.Name}', which the split goes by, is missing, expected a value");
            else
                kept.Add(row);
        }

        if (kept.Count == table.Rows)
            return (table, label, key);
        int[] rows = [.. kept];
        return (table.Take(rows), label.Take(rows), key?.Take(rows));
    }

    private static bool IsInformative(RawTable table, TypedColumn column, LoadingLog log)
    {
        var distinct = column.CountDistinct(most: 2);
        if (distinct < 2)
            log.Bad($"{table.Origin}: column '{column.Name}' {(distinct == 0 ? "has no values" : $"has the one value {OneValue(column)}")}, expected at least two different ones");
        return distinct == 2;
    }

    private static string OneValue(TypedColumn column) => column switch
    {
        TypedColumn.Numbers numbers => numbers.Values.First(value => !double.IsNaN(value)).ToString(),
        TypedColumn.Texts texts => $"'{texts.Values.First(text => text.Length > 0)}'",
        _ => throw new NotSupportedException(column.GetType().Name),
    };

    /// <summary>What is predicted: classes or numbers, by what is wanted or by the label.</summary>
    /// <exception cref="NascentException">The label does not fit what is wanted.</exception>
    public static (LearningTask Task, SampleTargets Targets) TaskOf(RawTable table, TypedColumn label, TaskKind? wanted, LoadingLog log)
    {
        if (label is TypedColumn.Texts texts)
        {
            return wanted != TaskKind.Regression
                ? Classes(table, label.Name, texts.Values, texts.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                : throw new NascentException($"{table.Origin}: the label '{label.Name}' holds texts such as '{texts.Values[0]}', expected numbers for a regression; drop --task, or choose another --label.");
        }

        var values = ((TypedColumn.Numbers)label).Values;
        var distinct = values.Distinct().Order().ToArray();
        var looksLikeClasses = distinct.Length <= MostWholeNumberClasses && distinct.Length * 2 <= values.Length && distinct.All(double.IsInteger);
        if (wanted is null)
        {
            log.Note(looksLikeClasses
                ? $"{table.Origin}: the label '{label.Name}' has {distinct.Length} different whole numbers, which are read as classes; --task regression reads them as numbers."
                : $"{table.Origin}: the label '{label.Name}' has {distinct.Length:N0} different numbers, which are predicted as numbers; --task classification reads them as classes.");
        }

        return wanted is TaskKind.Regression || (wanted is null && !looksLikeClasses)
            ? (new LearningTask.Regression(label.Name, Mean: 0, StandardDeviation: 1), new SampleTargets.Numbers(values))
            : Classes(table, label.Name, Array.ConvertAll(values, value => value.ToString()), distinct.Select(value => value.ToString()));
    }

    private static (LearningTask Task, SampleTargets Targets) Classes(RawTable table, string label, string[] values, IEnumerable<string> inOrder)
    {
        var classes = inOrder.ToArray();
        if (classes.Length > MostClasses || classes.Length == values.Length)
            throw new NascentException($"{table.Origin}: the label '{label}' has {classes.Length:N0} different values in {values.Length:N0} rows, expected at most {MostClasses:N0} classes with several rows each; choose another --label.");
        var index = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return (new LearningTask.Classification([.. classes]), new SampleTargets.Labels(Array.ConvertAll(values, value => index[value])));
    }
}
