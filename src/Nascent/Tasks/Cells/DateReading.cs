namespace Nascent.Tasks.Cells;

/// <summary>How the dates of a column become a number; kept, so that a file to predict is read as the training data was.</summary>
/// <param name="Column">The column of the file that holds the dates.</param>
/// <param name="Order">The order of day, month and year where the text leaves it open.</param>
/// <param name="Part">What the number tells.</param>
public sealed record DateReading(string Column, DateOrder Order, DatePart Part)
{
    /// <summary>Reads the text of a cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number; NaN where the text says that the date is missing.</param>
    /// <returns>Whether the text is a date, or says that it is missing.</returns>
    public bool TryRead(string text, out double value)
    {
        value = double.NaN;
        if (!DateText.TryRead(text, Order, out var date))
            return MissingWords.Has(text);
        value = ValueOf(date);
        return true;
    }

    /// <summary>The number that a date tells.</summary>
    /// <param name="date">The date.</param>
    public double ValueOf(DateText date)
    {
        var local = date.Local;
        var day = local.TimeOfDay.TotalDays;
        var weekday = (((int)local.DayOfWeek + 6) % 7) + 1;
        var (year, week) = ((local.DayOfYear - 1 + day) / (DateTime.IsLeapYear(local.Year) ? 366 : 365), (weekday - 1 + day) / 7);
        return Part switch
        {
            DatePart.Days => date.Seconds / 86_400,
            DatePart.Year => local.Year,
            DatePart.Month => local.Month,
            DatePart.Day => local.Day,
            DatePart.Weekday => weekday,
            DatePart.Hour => day * 24,
            DatePart.YearSin => Math.Sin(2 * Math.PI * year),
            DatePart.YearCos => Math.Cos(2 * Math.PI * year),
            DatePart.WeekSin => Math.Sin(2 * Math.PI * week),
            DatePart.WeekCos => Math.Cos(2 * Math.PI * week),
            DatePart.DaySin => Math.Sin(2 * Math.PI * day),
            DatePart.DayCos => Math.Cos(2 * Math.PI * day),
            _ => throw new NotSupportedException(Part.ToString()),
        };
    }
}
