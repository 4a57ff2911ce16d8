using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Nascent.Tasks.Cells;

/// <summary>How the texts of a column become numbers; found from the column as a whole and kept, so that a file to predict is read as the training data was.</summary>
/// <remarks>
/// Signs may stand before or behind a number, or be parentheses around it. Groups of digits are of three, or as in India. A column of per cents keeps its unit: 3.4% is 3.4.
/// </remarks>
/// <param name="Decimal">What stands before the fraction: a point or a comma.</param>
/// <param name="Thousands">What may stand between groups of digits: a point, comma, space or apostrophe; null for nothing.</param>
/// <param name="Percent">Whether numbers carry a percent sign; zero may do without.</param>
/// <param name="Currency">The sign or code of the currency that numbers may carry, or null.</param>
/// <param name="Missing">Texts that stand for a missing value in this column besides the usual ones, or null; case does not matter.</param>
public sealed record NumberReading(
    char Decimal = '.',
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] char? Thousands = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Percent = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Currency = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Missing = null)
{
    /// <summary>A point before the fraction and nothing else, as a program writes numbers.</summary>
    public static NumberReading Plain { get; } = new();

    /// <summary>Reads the text of a cell.</summary>
    /// <param name="text">The text, trimmed or not.</param>
    /// <param name="value">The number, which may be infinite; NaN where the text says that the value is missing.</param>
    /// <returns>Whether the text is a number in this reading, or says that the value is missing.</returns>
    public bool TryRead(string text, out double value)
    {
        if (Missing is { } words && words.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        if (TryNumber(text, out value))
            return true;
        value = double.NaN;
        return MissingWords.Has(text);
    }

    /// <summary>Reads the text of a cell that is not missing.</summary>
    /// <param name="text">The text, trimmed or not.</param>
    /// <param name="value">The number, which may be infinite.</param>
    /// <returns>Whether the text is a number in this reading.</returns>
    public bool TryNumber(string text, out double value)
    {
        if (Decimal == '.' && !Percent && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return !double.IsNaN(value);
        value = double.NaN;
        if (InfinityOf(text) is { } infinity)
            value = infinity;
        else if (NumberText.TryTake(text, out var parts) && IsOfCurrency(parts) && TryDigits(parts.Core, out var number) && (parts.IsPercent == Percent || (Percent && number == 0)))
            value = parts.IsNegative ? -number : number;
        return !double.IsNaN(value);
    }

    /// <summary>Reads digits with the separators of this reading, without sign, percent sign and currency.</summary>
    /// <param name="core">The digits, perhaps with an exponent.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether separators stand where this reading has them.</returns>
    public bool TryDigits(string core, out double value)
    {
        value = 0;
        var exponentAt = core.IndexOfAny(['e', 'E']);
        var (mantissa, exponent) = exponentAt < 0 ? (core, "") : (core[..exponentAt], core[exponentAt..]);
        var decimalAt = mantissa.IndexOf(Decimal, StringComparison.Ordinal);
        var (whole, fraction) = decimalAt < 0 ? (mantissa, "") : (mantissa[..decimalAt], mantissa[(decimalAt + 1)..]);
        if (Thousands is { } separator && whole.Contains(separator))
        {
            if (!DigitGroups.AreRight(whole, separator))
                return false;
            whole = whole.Replace(separator.ToString(), "", StringComparison.Ordinal);
        }

        return whole.Length + fraction.Length > 0 && whole.All(char.IsAsciiDigit) && fraction.All(char.IsAsciiDigit)
            && double.TryParse($"{whole}.{fraction}0{exponent}", NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static double? InfinityOf(string text) => text.Trim().ToUpperInvariant() switch
    {
        "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => null,
    };

    private bool IsOfCurrency(NumberText parts) => parts.Currency.Length == 0 || parts.Currency == Currency;
}
