using System.Globalization;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>What the text of one cell stands for.</summary>
internal static class CellText
{
    private static readonly HashSet<string> InfiniteTexts = new(StringComparer.OrdinalIgnoreCase) { "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" };

    /// <summary>Whether it says that the value is missing: nothing, ?, NA, N/A, NaN or null.</summary>
    public static bool IsMissing(string text) => MissingWords.AlwaysHas(text);

    /// <summary>Reads a number; infinite ones are numbers here.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="decimalComma">Whether <c>1,5</c> is a number too.</param>
    /// <param name="value">The number.</param>
    public static bool TryNumber(string text, bool decimalComma, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        if (InfiniteTexts.Contains(text))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return decimalComma && text.Contains(',') && !text.Contains('.')
            && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Whether a number can be a feature: finite in single precision.</summary>
    public static bool IsUsable(double value) => double.IsNaN(value) || Math.Abs(value) <= float.MaxValue;
}
