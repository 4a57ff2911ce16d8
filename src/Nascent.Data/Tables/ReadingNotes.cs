using System.Globalization;
using Nascent.Data.Reading;
using Nascent.Data.Tables.Evidence;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>Says how columns were read where a user may have thought of another reading.</summary>
internal sealed class ReadingNotes(string origin, LoadingLog log)
{
    private const int Named = 5;
    private readonly List<(string Column, string Text, double Value)> _written = [];
    private readonly List<string> _withWords = [];
    private readonly SortedSet<string> _words = new(StringComparer.Ordinal);

    /// <summary>Notes a column that was read as texts.</summary>
    public void Texts(TypedColumn.Texts column, ColumnScan scan)
    {
        if (scan.Numbers * 2 < scan.Known || scan.Known - scan.Numbers == 0)
            return;
        var categories = column.Values.Distinct(StringComparer.Ordinal).Count(text => text.Length > 0);
        var others = scan.Others.Keys.Concat(scan.Words.Keys).Take(3).Select(text => $"'{text}'");
        log.Note($"{origin}: column '{column.Name}' was read as {categories:N0} categories: {scan.Numbers:N0} of {scan.Known:N0} cells are numbers, others are such as {string.Join(", ", others)}; --numeric {column.Name} reads it as numbers.");
    }

    /// <summary>Notes a column that was read as numbers.</summary>
    public void Numbers(TypedColumn.Texts column, ColumnScan scan, NumberReading reading, bool wasOpen, FileConvention convention)
    {
        // Between commas a point is the usual mark of fractions.
        if (wasOpen && (convention.Separator != ',' || reading.Decimal != '.' || reading.Thousands == '.'))
        {
            var example = scan.Separated.Example!;
            _ = reading.TryDigits(example, out var value);
            log.Note($"{origin}: column '{column.Name}' has numbers such as '{example}', which was read as {Text(value)}, as {Reason(scan, convention)}.");
        }
        else if (Array.Find(column.Values, text => !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && reading.TryRead(text, out var value) && double.IsFinite(value)) is { } written)
        {
            _ = reading.TryRead(written, out var value);
            _written.Add((column.Name, written, value));
        }

        string[] words = [.. scan.Words.Keys.Concat(reading.Missing is null ? [] : scan.Others.Keys.Where(word => reading.Missing.Value.Contains(word)))];
        if (words.Length == 0)
            return;
        _withWords.Add($"'{column.Name}'");
        _words.UnionWith(words);
    }

    /// <summary>Notes what several columns share.</summary>
    public void Close()
    {
        foreach (var (column, text, value) in _written.Take(Named))
            log.Note($"{origin}: column '{column}' has numbers such as '{text}', which was read as {Text(value)}.");
        if (_written.Count > Named)
            log.Note($"{origin}: {_written.Count - Named:N0} more columns have numbers that are written so.");
        if (_words.Count > 0)
            log.Note($"{origin}: {Listed(_words.Select(word => $"'{word}'"))} {(_words.Count == 1 ? "stands" : "stand")} for missing values among the numbers of {Listed(_withWords)}; --categorical COLUMN reads a column as texts.");
    }

    private static string Reason(ColumnScan scan, FileConvention convention) => convention.Decimal is { } mark
        ? $"other columns have a decimal {(mark == '.' ? "point" : "comma")}"
        : scan.Separated.SpeaksForGroups ? "shorter numbers of the column do without that mark" : "no other column tells what the mark means";

    private static string Listed(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length > Named ? $"{string.Join(", ", all.Take(Named))} and {all.Length - Named} more" : string.Join(", ", all);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
