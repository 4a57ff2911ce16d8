using System.Text.Json.Serialization;

namespace Nascent.Tasks.Cells;

/// <summary>The order of the numbers of a date that begins with no year of four digits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DateOrder>))]
public enum DateOrder
{
    /// <summary>23-01-31.</summary>
    YearFirst,

    /// <summary>31/01/2023.</summary>
    DayFirst,

    /// <summary>01/31/2023.</summary>
    MonthFirst,
}
