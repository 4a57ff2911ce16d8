using Nascent.Data.Reading;
using Nascent.Data.Tables.Evidence;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>A column of dates as several columns of numbers: year, month, day, day of the week, hour, days elapsed, and the cycles of year, week and day.</summary>
internal static class DateFeatures
{
    // As with numbers: a few cells went wrong, rather than a column of texts.
    private const double StrayShare = 0.05;

    private static readonly (DatePart Part, string Name)[] Parts =
    [
        (DatePart.Days, "days"), (DatePart.Year, "year"), (DatePart.Month, "month"), (DatePart.Day, "day"), (DatePart.Weekday, "weekday"), (DatePart.Hour, "hour"),
        (DatePart.YearSin, "year_sin"), (DatePart.YearCos, "year_cos"), (DatePart.WeekSin, "week_sin"), (DatePart.WeekCos, "week_cos"), (DatePart.DaySin, "day_sin"), (DatePart.DayCos, "day_cos"),
    ];

    /// <summary>The columns that a column of dates gives, without those that have one value only; empty where it is none of dates.</summary>
    /// <exception cref="NascentException">A cell is no date, and skipping was not asked for.</exception>
    public static IReadOnlyList<(TypedColumn.Numbers Column, DateReading Reading)> Of(RawTable table, TypedColumn.Texts column, DataOptions options, bool[] bad, LoadingLog log)
    {
        // Most columns of texts show with their first cells that they hold no dates.
        if (!column.Values.Where(text => !MissingWords.Has(text)).Take(20).Any(text => Enum.GetValues<DateOrder>().Any(order => DateText.TryRead(text, order, out _))))
            return [];
        var dates = DateColumn.Of(column.Values, options.Dates);
        var areDates = dates.Known > 0 && dates.Known - dates.Fitting <= (dates.Known >= 20 ? dates.Known * StrayShare : 0);
        if (areDates && dates.IsOpen)
        {
            log.Note($"{table.Origin}: column '{column.Name}' has dates such as '{column.Values.First(text => !MissingWords.Has(text))}', and no row tells which number is the day and which the month; it was read as texts. --dates day-first or month-first reads it as dates.");
            return [];
        }

        if (!areDates)
            return [];
        var order = dates.Order ?? Enum.GetValues<DateOrder>().MaxBy(order => column.Values.Count(text => DateText.TryRead(text, order, out _)));
        for (var row = 0; row < table.Rows; row++)
        {
            if (bad[row] || MissingWords.Has(column.Values[row]) || DateText.TryRead(column.Values[row], order, out _))
                continue;
            log.Bad($"{table.PlaceOf(row)}, column '{column.Name}': found '{column.Values[row]}', expected a date as in {dates.Fitting:N0} of {dates.Known:N0} rows");
            bad[row] = true;
        }

        (TypedColumn.Numbers Column, DateReading Reading)[] found = [.. Parts.Select(part => Number(column, new DateReading(column.Name, order, part.Part), part.Name)).Where(part => part.Column.CountDistinct(most: 2) == 2 && !table.Columns.Any(other => other.Name == part.Column.Name))];
        if (found.Length > 0)
            log.Note($"{table.Origin}: column '{column.Name}' was read as dates, which give {string.Join(", ", found.Select(part => part.Column.Name))}; --categorical {column.Name} reads it as texts.");
        return found;
    }

    private static (TypedColumn.Numbers Column, DateReading Reading) Number(TypedColumn.Texts column, DateReading reading, string name) =>
        (new($"{column.Name}.{name}", Array.ConvertAll(column.Values, text => reading.TryRead(text, out var value) ? value : double.NaN)), reading);
}
