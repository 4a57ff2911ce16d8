using System.Globalization;
using System.Text.RegularExpressions;

namespace Nascent.Tasks.Cells;

/// <summary>The text of a date, perhaps with a time of day and a time zone.</summary>
/// <remarks>
/// Read are dates of ISO 8601 in both forms, with quarters and weeks; numbers divided by point, slash, hyphen or space; names of months in some languages of Europe,
/// with or without the day of the week; months without a day, which begin on their first. Years of two digits are 1970 to 2069.
/// </remarks>
/// <param name="Local">Date and time as the clock of the place shows them.</param>
/// <param name="Offset">The clock's distance from universal time; zero where the text gives none.</param>
public readonly partial record struct DateText(DateTime Local, TimeSpan Offset)
{
    /// <summary>Seconds since the beginning of 1970, universal time.</summary>
    public double Seconds => (Local - DateTime.UnixEpoch - Offset).TotalSeconds;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="order">The order of numbers where the text begins with no year of four digits and has no name of a month.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether it is a date.</returns>
    public static bool TryRead(string text, DateOrder order, out DateText date)
    {
        date = default;
        text = text.Trim();
        if (text.Length is < 6 or > 60)
            return false;
        var (day, time, offset) = (text, TimeSpan.Zero, TimeSpan.Zero);
        if (TimeOfDay().Match(text) is { Success: true } clock)
        {
            if (!TryClock(clock, out time) || !TryOffset(clock.Groups["zone"].Value, out offset))
                return false;
            day = text.Remove(clock.Index).TrimEnd(' ', 'T', 't', ',');
        }

        if (!TryDay(Weekday().Replace(day, ""), order, out var at))
            return false;
        date = new(at + time, offset);
        return true;
    }

    private static bool TryClock(Match clock, out TimeSpan time)
    {
        var (hour, minute, second) = (Number(clock.Groups["h"]), Number(clock.Groups["m"]), Number(clock.Groups["s"]));
        var half = clock.Groups["half"].Value;
        if (half.Length > 0)
            hour = hour is < 1 or > 12 ? 99 : (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
        var fraction = clock.Groups["f"].Value is { Length: > 0 } digits ? double.Parse($"0.{digits}", CultureInfo.InvariantCulture) : 0;
        time = new TimeSpan(hour, minute, second) + TimeSpan.FromTicks((long)(fraction * TimeSpan.TicksPerSecond));
        return hour <= 23 && minute <= 59 && second <= 59;
    }

    private static bool TryOffset(string zone, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (zone.Length == 0 || char.IsLetter(zone[0]))
            return true;
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var minutes = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(digits[2..4], CultureInfo.InvariantCulture);
        offset = TimeSpan.FromMinutes(zone[0] is '+' ? minutes : -minutes);
        return minutes <= 14 * 60;
    }

    private static bool TryDay(string day, DateOrder order, out DateTime at)
    {
        if (Compact().Match(day) is { Success: true } compact)
            return TryDate(Number(compact.Groups[1]), Number(compact.Groups[2]), Number(compact.Groups[3]), out at);
        if (YearFirst().Match(day) is { Success: true } iso)
            return TryDate(Number(iso.Groups[1]), Number(iso.Groups[3]), iso.Groups[4].Success ? Number(iso.Groups[4]) : 1, out at);
        if (MonthAndYear().Match(day) is { Success: true } month)
            return TryDate(Number(month.Groups[2]), Number(month.Groups[1]), 1, out at);
        if (Quarter().Match(day) is { Success: true } quarter)
            return TryDate(Number(quarter.Groups["y"]), (Number(quarter.Groups["q"]) * 3) - 2, 1, out at);
        if (Week().Match(day) is { Success: true } week)
            return TryWeek(Number(week.Groups[1]), Number(week.Groups[2]), week.Groups[3].Success ? Number(week.Groups[3]) : 1, out at);
        if (Numbers().Match(day) is { Success: true } numbers)
            return TryNumbers([numbers.Groups[1].Value, numbers.Groups[3].Value, numbers.Groups[4].Value], order, out at);
        return MonthNames.TryRead(day, out var named) ? TryDate(named.Year, named.Month, named.Day, out at) : TryDate(0, 0, 0, out at);
    }

    private static bool TryNumbers(string[] numbers, DateOrder order, out DateTime at)
    {
        var (year, month, day) = order switch
        {
            DateOrder.DayFirst => (numbers[2], numbers[1], numbers[0]),
            DateOrder.MonthFirst => (numbers[2], numbers[0], numbers[1]),
            _ => (numbers[0], numbers[1], numbers[2]),
        };
        at = default;
        return year.Length is 2 or 4 && month.Length <= 2 && day.Length <= 2
            && TryDate(MonthNames.YearOf(year), int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture), out at);
    }

    private static bool TryWeek(int year, int week, int day, out DateTime at)
    {
        at = default;
        if (year is < 1 or > 9998 || week < 1 || week > ISOWeek.GetWeeksInYear(year) || day is < 1 or > 7)
            return false;
        at = ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7));
        return true;
    }

    private static bool TryDate(int year, int month, int day, out DateTime at)
    {
        at = default;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        at = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"(?<=[Tt\s,.])(?:(?<h>[0-9]{1,2}):(?<m>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,](?<f>[0-9]{1,9}))?)?|(?<=[0-9][Tt])(?<h>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})?)\s*(?<half>[AaPp]\.?[Mm]\.?)?\s*(?<zone>Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?(?:\[[^\]]*\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^\p{L}{2,10}\.?,\s+(?=\p{L}|[0-9]{1,2}[^0-9])|^(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun)(?:day|nesday|rsday|urday)?\.?\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();

    [GeneratedRegex("^(?<g1>(?:1[5-9]|2[01])[0-9]{2})(?<g2>[0-9]{2})(?<g3>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?<g1>[0-9]{4})(?<g2>[-/. ])(?<g3>[0-9]{1,2})(?:\k<g2>(?<g4>[0-9]{1,2}))?\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex("^(?<g1>[0-9]{1,2})[-/. ](?<g2>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex MonthAndYear();

    [GeneratedRegex("^(?:(?<y>[0-9]{4})[- /]?[Qq](?<q>[1-4])|[Qq](?<q>[1-4])[- /]?(?<y>[0-9]{4}))$", RegexOptions.CultureInvariant)]
    private static partial Regex Quarter();

    [GeneratedRegex("^(?<g1>[0-9]{4})-?W(?<g2>[0-9]{2})(?:-?(?<g3>[1-7]))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Week();

    [GeneratedRegex(@"^(?<g1>[0-9]{1,2})(?<g2>\.\s?|[-/ ])(?<g3>[0-9]{1,2})\k<g2>(?<g4>[0-9]{4}|[0-9]{1,2})\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
