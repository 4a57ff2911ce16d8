using System.Collections.Immutable;
using System.Globalization;
using Nascent.Data.Reading;
using Nascent.Data.Tables.Evidence;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>Decides which columns of a table of texts hold numbers or dates, and how these are written: by all cells of a column, and by the other columns where that leaves it open.</summary>
internal sealed class ColumnKinds
{
    private readonly RawTable _table;
    private readonly DataOptions _options;
    private readonly LoadingLog _log;
    private readonly MissingTexts _words;
    private readonly ReadingNotes _notes;
    private readonly string _label;
    private readonly bool[] _bad;
    private readonly ImmutableDictionary<string, NumberReading>.Builder _readings;
    private readonly ImmutableDictionary<string, DateReading>.Builder _dates;

    private ColumnKinds(RawTable table, DataOptions options, LoadingLog log)
    {
        (_table, _options, _log, _words, _notes) = (table, options, log, new MissingTexts(options), new ReadingNotes(table.Origin, log));
        (_label, _bad) = (options.Label ?? table.Columns[^1].Name, new bool[table.Rows]);
        (_readings, _dates) = (table.Readings.ToBuilder(), table.Dates.ToBuilder());
    }

    /// <summary>The table with columns of numbers and of texts; missing texts are empty.</summary>
    /// <exception cref="NascentException">A cell is bad and skipping was not asked for.</exception>
    public static RawTable Decide(RawTable table, DataOptions options, LoadingLog log)
    {
        var kinds = new ColumnKinds(table, options, log);
        TypedColumn[] columns = table.Separator is { } separator ? kinds.OfCells(separator) : [.. table.Columns.Select(kinds.OfKnownKind)];
        kinds._notes.Close();
        return (table with { Columns = columns, Readings = kinds._readings.ToImmutable(), Dates = kinds._dates.ToImmutable(), Separator = null }).Without(kinds._bad);
    }

    private TypedColumn[] OfCells(char separator)
    {
        var cells = _table.Columns.Select(column => (TypedColumn.Texts)column).ToArray();
        var scans = cells.Select(column => ColumnScan.Of(column.Values, _words.IsMissing)).ToArray();
        var convention = FileConvention.Of(scans, separator);
        return [.. cells.SelectMany((column, c) => Decided(column, scans[c], convention))];
    }

    private IEnumerable<TypedColumn> Decided(TypedColumn.Texts column, ColumnScan scan, FileConvention convention)
    {
        var (isLabel, isKey) = (column.Name == _label, column.Name == _options.Split.DecidingColumn);
        if (isKey && _options.Split is SplitRule.ByTime && DateColumn.Of(column.Values, _options.Dates) is { Fitting: > 0 } time && time.Fitting == time.Known)
            return [column];
        if (_options.Categorical.Contains(column.Name))
            return [Texts(column)];
        if (!_options.Numeric.Contains(column.Name) && !(isKey && _options.Split is SplitRule.ByTime) && !(isLabel && _options.Task == TaskKind.Regression) && CodeColumns.AreIn(column.Values, _words.IsMissing))
        {
            _log.Note($"{_table.Origin}: column '{column.Name}' was read as codes, not as numbers, since some have a leading zero; --numeric {column.Name} reads it as numbers.");
            return [Texts(column)];
        }

        var mayBeDates = !isLabel && !isKey && !_options.Numeric.Contains(column.Name) && (!scan.IsNumbers(isLabel) || scan.MayBeCompactDates);
        if (mayBeDates && DateFeatures.Of(_table, column, _options, _bad, _log) is [_, ..] dates)
        {
            foreach (var date in dates)
                _dates[date.Column.Name] = date.Reading;
            return dates.Select(date => date.Column);
        }

        if (!_options.Numeric.Contains(column.Name) && !scan.IsNumbers(isLabel))
        {
            if (!isKey)
                _notes.Texts(column, scan);
            return [Texts(column)];
        }

        var (reading, wasOpen) = convention.ReadingOf(scan);
        reading = _words.AddTo(reading, scan.OthersStandForMissing(isLabel) ? scan.Others.Keys : []);
        _notes.Numbers(column, scan, reading, wasOpen, convention);
        return [Numbers(column, reading)];
    }

    // Where the format knows the kinds, they change by name only.
    private TypedColumn OfKnownKind(TypedColumn column) => column switch
    {
        TypedColumn.Numbers numbers when _options.Categorical.Contains(column.Name) =>
            new TypedColumn.Texts(column.Name, Array.ConvertAll(numbers.Values, value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture))),
        TypedColumn.Texts texts when _options.Numeric.Contains(column.Name) =>
            Numbers(texts, _words.AddTo(FileConvention.Of([], null).ReadingOf(ColumnScan.Of(texts.Values, _words.IsMissing)).Reading, [])),
        TypedColumn.Texts texts when !_options.Missing.IsEmpty => Texts(texts),
        _ => column,
    };

    private TypedColumn.Texts Texts(TypedColumn.Texts column) => new(column.Name, Array.ConvertAll(column.Values, text => _words.IsMissing(text) ? "" : text));

    private TypedColumn.Numbers Numbers(TypedColumn.Texts column, NumberReading reading)
    {
        var values = new double[column.Values.Length];
        var stray = new List<int>();
        var known = 0;
        for (var row = 0; row < values.Length; row++)
        {
            var isRead = reading.TryRead(column.Values[row], out values[row]);
            known += isRead && double.IsNaN(values[row]) ? 0 : 1;
            if (!isRead)
                stray.Add(row);
        }

        foreach (var row in stray)
            Report(column, row, $"found '{column.Values[row]}', expected a number as in {known - stray.Count:N0} of {known:N0} rows");
        for (var row = 0; row < values.Length; row++)
            if (!CellText.IsUsable(values[row]))
                Report(column, row, $"found '{column.Values[row]}', expected a finite number");
        if (reading != NumberReading.Plain)
            _readings[column.Name] = reading;
        return new(column.Name, values);
    }

    private void Report(TypedColumn column, int row, string what)
    {
        if (!_bad[row])
            _log.Bad($"{_table.PlaceOf(row)}, column '{column.Name}': {what}");
        _bad[row] = true;
    }
}
