using Nascent.Tasks.Cells;

namespace Nascent.Jobs.Requests;

/// <summary>The orders of day, month and year by the words of <c>--dates</c>.</summary>
internal static class DateOrders
{
    /// <summary>Reads a word.</summary>
    /// <exception cref="NascentException">It is none of them.</exception>
    public static DateOrder Parse(string word) => word switch
    {
        "day-first" => DateOrder.DayFirst,
        "month-first" => DateOrder.MonthFirst,
        "year-first" => DateOrder.YearFirst,
        _ => throw new NascentException($"--dates: found '{word}', expected one of day-first, month-first, year-first."),
    };
}
