using Nascent.Benchmarks;
using Nascent.Data.Formats;

namespace Nascent.Data.Benchmarks;

/// <summary>Reads a benchmark table from one file that anyone can write: CSV, TSV or Parquet, gzipped or not; <c>docs/tables.md</c> describes the columns.</summary>
public static class TableFile
{
    private const string DecisionPrefix = "d.";
    private static readonly char[] Reserved = [';', '='];

    /// <summary>Reads a table.</summary>
    /// <exception cref="NascentException">The file is missing, damaged, or no such table; the message names the line (the row of a Parquet file) and the column.</exception>
    public static BenchmarkTable Read(string path)
    {
        var cells = TableCells.Read(path);
        if (cells.Rows == 0)
            throw new NascentException($"{path}: found a header and no rows, expected one row an architecture.");
        var decisions = new List<(string Name, string[] Answers)>();
        var named = new Dictionary<string, (TableColumnName Name, int Column)>(StringComparer.Ordinal);
        for (var c = 0; c < cells.Names.Length; c++)
        {
            var text = cells.Names[c];
            if (text.StartsWith(DecisionPrefix, StringComparison.Ordinal))
            {
                decisions.Add(Answers(cells, c));
                continue;
            }

            var name = TableColumnName.Parse(text, cells.Header);
            if (!named.TryAdd(name.ToString(), (name, c)))
                throw new NascentException($"{cells.Header}, column '{text}': found the same as column '{cells.Names[named[name.ToString()].Column]}', expected it once.");
        }

        if (decisions.Count == 0)
            throw new NascentException($"{cells.Header}: found no column d.DECISION, expected at least one, which holds the answers to a decision; the table has {string.Join(", ", cells.Names)}.");
        Check(cells, [.. named.Values]);
        var columns = named.Values.Select(pair => new BenchmarkColumn(pair.Name.Kind, pair.Name.Name, pair.Name.Fidelity, pair.Name.Of, pair.Name.Repeat, Numbers(cells, pair.Column, pair.Name.Kind))).ToArray();
        CheckCosts(cells, columns);
        return new BenchmarkTable(DataFormats.BuiltIn.NameOf(path), decisions, columns, cells.PlaceOf);
    }

    private static (string Name, string[] Answers) Answers(TableCells cells, int column)
    {
        var name = cells.Names[column][DecisionPrefix.Length..];
        if (name.Length == 0 || name.IndexOfAny(Reserved) >= 0)
            throw new NascentException($"{cells.Header}, column '{cells.Names[column]}': found the decision '{name}', expected a name without ';' and '='.");
        var answers = new string[cells.Rows];
        for (var row = 0; row < answers.Length; row++)
        {
            answers[row] = cells.TextOf(column, row);
            if (answers[row].Length == 0)
                throw new NascentException($"{cells.PlaceOf(row)}, column '{cells.Names[column]}': found no answer, expected one in every row.");
            if (answers[row].IndexOfAny(Reserved) >= 0)
                throw new NascentException($"{cells.PlaceOf(row)}, column '{cells.Names[column]}': found '{answers[row]}', expected an answer without ';' and '=', which separate answers in a genotype's text.");
        }

        return (name, answers);
    }

    private static void Check(TableCells cells, (TableColumnName Name, int Column)[] columns)
    {
        var signals = columns.Where(pair => pair.Name.Kind == BenchmarkColumnKind.Signal).Select(pair => pair.Name).ToArray();
        if (signals.Length == 0)
            throw new NascentException($"{cells.Header}: found no column v.METRIC or v.METRIC@FIDELITY, expected at least one that a search may see; the table has {string.Join(", ", cells.Names)}.");
        foreach (var metric in signals.GroupBy(signal => signal.Name, StringComparer.Ordinal))
            if (metric.Any(signal => signal.Fidelity is null) && metric.FirstOrDefault(signal => signal.Fidelity is not null) is { } other)
                throw new NascentException($"{cells.Header}, column '{other}': found a fidelity, and a column v.{metric.Key} without, expected a fidelity in all columns of a metric or in none.");
        foreach (var group in signals.GroupBy(signal => (signal.Name, signal.Fidelity)))
            if (group.Any(signal => signal.Repeat is null) && group.Count() > 1)
                throw new NascentException($"{cells.Header}, column '{group.First(signal => signal.Repeat is not null)}': found a repeat, and a column '{group.First(signal => signal.Repeat is null)}' without, expected #0, #1, … in all of them.");
        var (levels, scores) = (signals.Select(signal => signal.Fidelity).OfType<double>().Distinct().Order().ToArray(), columns.Where(pair => pair.Name.Kind == BenchmarkColumnKind.Known).Select(pair => pair.Name.Name).ToArray());
        foreach (var (cost, column) in columns.Where(pair => pair.Name.Kind == BenchmarkColumnKind.Cost))
            if (cost.Fidelity is { } level && !levels.Contains(level))
                throw new NascentException($"{cells.Header}, column '{cells.Names[column]}': found the cost of fidelity {level:R}, expected {(levels.Length == 0 ? "c.seconds, since no v. column has a fidelity" : $"one that a v. column has: {string.Join(", ", levels)}")}.");
            else if (cost.Of is { } score && !scores.Contains(score))
                throw new NascentException($"{cells.Header}, column '{cells.Names[column]}': found the cost of the score '{score}', expected {(scores.Length == 0 ? "no such column, since the table has no p. columns" : $"the name of a p. column: {string.Join(", ", scores)}")}.");
    }

    private static double[] Numbers(TableCells cells, int column, BenchmarkColumnKind kind)
    {
        var values = new double[cells.Rows];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = cells.NumberOf(column, row) ?? throw new NascentException($"{cells.PlaceOf(row)}, column '{cells.Names[column]}': found '{cells.TextOf(column, row)}', expected a finite number, or nothing where there is none.");
            if (kind == BenchmarkColumnKind.Cost && values[row] < 0)
                throw new NascentException($"{cells.PlaceOf(row)}, column '{cells.Names[column]}': found {values[row]:R}, expected seconds of at least 0.");
        }

        return values;
    }

    // What can be measured has a cost, where the table has costs for its fidelity.
    private static void CheckCosts(TableCells cells, BenchmarkColumn[] columns)
    {
        foreach (var cost in columns.Where(column => column.Kind == BenchmarkColumnKind.Cost && column.Of is null))
            foreach (var signal in columns.Where(column => column.Kind == BenchmarkColumnKind.Signal && IsCostOf(cost, column, columns)))
                if (Array.FindIndex(cost.Values, double.IsNaN) is var row and >= 0 && Enumerable.Range(row, cells.Rows - row).FirstOrDefault(at => double.IsNaN(cost.Values[at]) && !double.IsNaN(signal.Values[at]), -1) is var missing and >= 0)
                    throw new NascentException($"{cells.PlaceOf(missing)}, column 'c.seconds{(cost.Fidelity is { } level ? $"@{level:R}" : "")}': found nothing, expected seconds, since 'v.{signal.Name}{(signal.Fidelity is { } of ? $"@{of:R}" : "")}' has a value there.");
    }

    private static bool IsCostOf(BenchmarkColumn cost, BenchmarkColumn signal, BenchmarkColumn[] columns) => cost.Fidelity == signal.Fidelity
        || (cost.Fidelity is null && !columns.Any(other => other.Kind == BenchmarkColumnKind.Cost && other.Fidelity is not null && other.Fidelity == signal.Fidelity));
}
