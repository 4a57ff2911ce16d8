using System.Globalization;
using Nascent.Data.Reading;
using Nascent.Data.Tables.Evidence;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>The order of a table's rows in time, by the column that a split goes by: numbers by their value, texts as dates.</summary>
internal static class TimeOrder
{
    /// <summary>The table without rows whose time cannot be read, and the column with a number for each row: 0 for the earliest time, 1 for the next one, equal for equal times; NaN where it is missing.</summary>
    /// <exception cref="NascentException">Texts are no dates, or leave open which number is the day and which the month.</exception>
    public static (RawTable Table, TypedColumn Key) Apply(RawTable table, TypedColumn column, DataOptions options, LoadingLog log)
    {
        if (column is not TypedColumn.Texts texts)
            return (table, new TypedColumn.Numbers(column.Name, Ranks(Checked(table, (TypedColumn.Numbers)column))));
        var bad = new bool[table.Rows];
        var seconds = SecondsOf(table, texts, options, bad, log);
        int[] kept = [.. Enumerable.Range(0, table.Rows).Where(row => !bad[row])];
        return (table.Without(bad), new TypedColumn.Numbers(column.Name, Ranks(Array.ConvertAll(kept, row => seconds[row]))));
    }

    private static double[] SecondsOf(RawTable table, TypedColumn.Texts column, DataOptions options, bool[] bad, LoadingLog log)
    {
        var dates = DateColumn.Of(column.Values, options.Dates);
        if (dates.IsOpen)
        {
            var example = column.Values.First(text => DateText.TryRead(text, DateOrder.DayFirst, out _) || DateText.TryRead(text, DateOrder.MonthFirst, out _));
            throw new NascentException($"{table.Origin}: column '{column.Name}', which the split goes by, has dates such as '{example}', and no row tells which number is the day and which the month; pass --dates day-first, month-first or year-first.");
        }

        var expected = $"date{InWords(options.Dates)}";
        if (dates.Fitting * 2 < dates.Known)
        {
            var other = column.Values.First(text => !MissingWords.Has(text) && !DateText.TryRead(text, options.Dates ?? DateOrder.DayFirst, out _));
            throw new NascentException($"{table.Origin}: column '{column.Name}', which the split goes by, has texts such as '{other}', expected numbers, or a {expected} in every row; choose another column{(options.Dates is null ? "" : ", or another --dates")}.");
        }

        var order = dates.Order ?? options.Dates ?? BestOrder(column.Values);
        var seconds = new double[column.Values.Length];
        for (var row = 0; row < seconds.Length; row++)
        {
            seconds[row] = double.NaN;
            if (MissingWords.Has(column.Values[row]))
                continue;
            bad[row] = !DateText.TryRead(column.Values[row], order, out var date);
            if (!bad[row])
                seconds[row] = date.Seconds;
            else
                log.Bad($"{table.PlaceOf(row)}, column '{column.Name}': found '{column.Values[row]}', expected a {expected} as in {dates.Fitting:N0} of {dates.Known:N0} rows");
        }

        var (first, last) = (DateTime.UnixEpoch.AddSeconds(seconds.Where(double.IsFinite).Min()), DateTime.UnixEpoch.AddSeconds(seconds.Where(double.IsFinite).Max()));
        log.Note($"{table.Origin}: column '{column.Name}', which the split goes by, was read as dates from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
        return seconds;
    }

    private static DateOrder BestOrder(string[] texts) => Enum.GetValues<DateOrder>().MaxBy(order => texts.Count(text => DateText.TryRead(text, order, out _)));

    private static string InWords(DateOrder? order) => order switch
    {
        DateOrder.DayFirst => " with the day first",
        DateOrder.MonthFirst => " with the month first",
        DateOrder.YearFirst => " with the year first",
        _ => "",
    };

    // Dates in one number are in order only if they begin with the year.
    private static double[] Checked(RawTable table, TypedColumn.Numbers column)
    {
        double[] known = [.. column.Values.Where(double.IsFinite)];
        var areDates = known.Length > 0 && Array.TrueForAll(known, value => IsDate(value, DateOrder.DayFirst)) | Array.TrueForAll(known, value => IsDate(value, DateOrder.MonthFirst));
        if (areDates && !Array.TrueForAll(known, value => IsDate(value, DateOrder.YearFirst)))
            throw new NascentException($"{table.Origin}: column '{column.Name}', which the split goes by, has numbers such as {known[0]:00000000}, which are dates that do not begin with the year; write them as 2026-01-31.");
        return column.Values;
    }

    private static bool IsDate(double value, DateOrder order)
    {
        if (!double.IsInteger(value) || value is < 1_000_000 or > 99_999_999)
            return false;
        var digits = value.ToString("00000000", CultureInfo.InvariantCulture);
        var text = order == DateOrder.YearFirst ? $"{digits[..4]}-{digits[4..6]}-{digits[6..]}" : $"{digits[..2]}-{digits[2..4]}-{digits[4..]}";
        return DateText.TryRead(text, order, out var date) && date.Local.Year is > 1800 and < 2200;
    }

    private static double[] Ranks(double[] values)
    {
        var rank = values.Where(value => !double.IsNaN(value)).Distinct().Order().Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => (double)pair.i);
        return Array.ConvertAll(values, value => double.IsNaN(value) ? value : rank[value]);
    }
}
