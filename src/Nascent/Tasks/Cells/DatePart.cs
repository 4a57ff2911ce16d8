using System.Text.Json.Serialization;

namespace Nascent.Tasks.Cells;

/// <summary>What a date tells as a number.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatePart>))]
public enum DatePart
{
    /// <summary>Days since the beginning of 1970 with the time of day as a fraction, universal time.</summary>
    Days,

    /// <summary>The year.</summary>
    Year,

    /// <summary>The month, 1 to 12.</summary>
    Month,

    /// <summary>The day of the month, 1 to 31.</summary>
    Day,

    /// <summary>The day of the week, 1 for Monday to 7 for Sunday.</summary>
    Weekday,

    /// <summary>The time of day in hours, 0 to 24.</summary>
    Hour,

    /// <summary>The sine of the place in the year, so that December lies beside January.</summary>
    YearSin,

    /// <summary>Its cosine.</summary>
    YearCos,

    /// <summary>The sine of the day of the week.</summary>
    WeekSin,

    /// <summary>Its cosine.</summary>
    WeekCos,

    /// <summary>The sine of the time of day.</summary>
    DaySin,

    /// <summary>Its cosine.</summary>
    DayCos,
}
