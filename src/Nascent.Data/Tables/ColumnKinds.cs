using Nascent.Data.Reading;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>Decides which columns of a table of texts hold numbers, and how these are written: by all cells of a column, and by the other columns where that leaves it open.</summary>
internal static class ColumnKinds
{
    // A column is one of numbers in which a few cells went wrong, rather than one of texts, where at most this share is no number.
    private const double StrayShare = 0.05;
    private const int StrayFrom = 20;

    // A word that comes as often as this among numbers stands for something missing, if there are no more than so many different ones.
    private const int WordComes = 3;
    private const int MostWords = 3;

    /// <summary>The table with columns of numbers and of texts; missing texts are empty.</summary>
    /// <exception cref="NascentException">A column that is named is none, or a cell is bad and skipping was not asked for.</exception>
    public static RawTable Decide(RawTable table, DataOptions options, LoadingLog log)
    {
        var words = new MissingTexts(options);
        if (table.Separator is null)
            return NamedNumbers(table, options, words, log);
        var cells = table.Columns.Select(column => (TypedColumn.Texts)column).ToArray();
        var scans = cells.Select(column => ColumnScan.Of(column.Values, words.IsMissing)).ToArray();
        var label = options.Label ?? table.Columns[^1].Name;
        var convention = FileConvention.Of(scans, table.Separator);
        var notes = new ReadingNotes(table.Origin, log);
        var bad = new bool[table.Rows];
        var readings = table.Readings.ToBuilder();
        var columns = cells.Select((column, c) =>
        {
            var isLabel = column.Name == label;
            var areCodes = !(isLabel && options.Task == TaskKind.Regression) && !options.Numeric.Contains(column.Name) && CodeColumns.AreIn(column.Values, words.IsMissing);
            if (areCodes || options.Categorical.Contains(column.Name) || !(options.Numeric.Contains(column.Name) || IsNumbers(scans[c], isLabel)))
            {
                if (areCodes)
                    log.Note($"{table.Origin}: column '{column.Name}' was read as codes, not as numbers, since some have a leading zero; --numeric reads it as numbers.");
                else if (!options.Categorical.Contains(column.Name) && column.Name != options.Split.DecidingColumn)
                    notes.Texts(column, scans[c]);
                return (TypedColumn)new TypedColumn.Texts(column.Name, Array.ConvertAll(column.Values, text => words.IsMissing(text) ? "" : text));
            }

            var (reading, wasOpen) = convention.ReadingOf(scans[c]);
            reading = words.AddTo(reading, StandForMissing(scans[c], isLabel) ? scans[c].Others.Keys : []);
            notes.Numbers(column, scans[c], reading, wasOpen, convention);
            if (reading != NumberReading.Plain)
                readings[column.Name] = reading;
            return Numbers(column, reading, table, bad, log);
        }).ToArray();
        notes.Close();
        return (table with { Columns = columns, Readings = readings.ToImmutable(), Separator = null }).Without(bad);
    }

    // Where the format knows the kinds, texts are numbers by name only.
    private static RawTable NamedNumbers(RawTable table, DataOptions options, MissingTexts words, LoadingLog log)
    {
        var bad = new bool[table.Rows];
        var readings = table.Readings.ToBuilder();
        var columns = table.Columns.Select(column =>
        {
            if (column is TypedColumn.Numbers numbers && options.Categorical.Contains(column.Name))
                return new TypedColumn.Texts(column.Name, Array.ConvertAll(numbers.Values, value => double.IsNaN(value) ? "" : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
            if (column is not TypedColumn.Texts texts || !options.Numeric.Contains(column.Name))
                return column;
            var reading = words.AddTo(FileConvention.Of([], null).ReadingOf(ColumnScan.Of(texts.Values, words.IsMissing)).Reading, []);
            if (reading != NumberReading.Plain)
                readings[column.Name] = reading;
            return Numbers(texts, reading, table, bad, log);
        }).ToArray();
        return (table with { Columns = columns, Readings = readings.ToImmutable() }).Without(bad);
    }

    private static bool IsNumbers(ColumnScan scan, bool isLabel)
    {
        if (scan.Known == 0)
            return true;
        var others = scan.Known - scan.Numbers - scan.Words.Values.Sum();
        var areMany = scan.DistinctNumbers >= StrayFrom;
        return scan.Numbers > 0 && !scan.LooksLikeMarks && (!isLabel || scan.Words.Count == 0 || areMany)
            && (others == 0 || (areMany && others <= scan.Known * StrayShare) || StandForMissing(scan, isLabel));
    }

    // The label is what must be right: no word is guessed there.
    private static bool StandForMissing(ColumnScan scan, bool isLabel) =>
        !isLabel && scan.DistinctNumbers >= StrayFrom && scan.Numbers * 2 >= scan.Known && scan.OtherCount > 0 && scan.Others.Count <= MostWords
        && scan.Others.All(other => other.Value >= WordComes && !other.Key.Any(char.IsDigit)) && scan.Numbers + scan.OtherCount + scan.Words.Values.Sum() == scan.Known;

    private static TypedColumn.Numbers Numbers(TypedColumn.Texts column, NumberReading reading, RawTable table, bool[] bad, LoadingLog log)
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
            Report(row, $"found '{column.Values[row]}', expected a number as in {known - stray.Count:N0} of {known:N0} rows");
        for (var row = 0; row < values.Length; row++)
            if (!CellText.IsUsable(values[row]))
                Report(row, $"found '{column.Values[row]}', expected a finite number");
        return new(column.Name, values);

        void Report(int row, string what)
        {
            if (!bad[row])
                log.Bad($"{table.PlaceOf(row)}, column '{column.Name}': {what}");
            bad[row] = true;
        }
    }
}
