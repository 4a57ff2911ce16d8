using System.Collections.Immutable;
using System.Globalization;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables.Evidence;

/// <summary>The readings that a column of numbers may have: what stands before the fraction, and what between groups of digits.</summary>
internal static class NumberCandidates
{
    /// <summary>All of them; where several fit, the earlier one is taken.</summary>
    public static readonly ImmutableArray<NumberReading> All =
    [
        new('.'), new('.', ','), new('.', ' '), new('.', '\''), new(','), new(',', '.'), new(',', ' '), new(',', '\''),
    ];

    private const int Points = 0b0000_1111;
    private const int Commas = 0b1111_0000;

    /// <summary>One bit a candidate that reads the text as a number, and the text taken apart; 0 where it is no number.</summary>
    public static int Fitting(string text, out NumberText parts)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value) && text[0] is not (' ' or '+'))
        {
            parts = new NumberText(text, value < 0, IsPercent: false, "", HasOddSign: false);
            var core = text[0] == '-' ? text[1..] : text;
            return Points | (!core.Contains('.') ? Commas : All[5].TryDigits(core, out _) ? 1 << 5 : 0);
        }

        if (!NumberText.TryTake(text, out parts))
            return NumberReading.Plain.TryNumber(text, out _) ? Points | Commas : 0;   // infinite
        var fitting = 0;
        for (var i = 0; i < All.Length; i++)
            fitting |= All[i].TryDigits(parts.Core, out _) ? 1 << i : 0;
        return fitting;
    }
}
