using System.Buffers;
using System.Globalization;

namespace Nascent.Tasks.Cells;

/// <summary>The text of a number taken apart: its sign, percent sign and currency, and what is left, digits with their separators.</summary>
/// <param name="Core">Digits with separators and perhaps an exponent, such as <c>1.234,56</c>; spaces of all kinds are plain ones there, apostrophes likewise.</param>
/// <param name="IsNegative">Whether a minus sign stands before or behind it, or parentheses around it.</param>
/// <param name="IsPercent">Whether it has a percent sign.</param>
/// <param name="Currency">The sign or code of its currency, such as <c>$</c> or <c>EUR</c>; empty without.</param>
/// <param name="HasOddSign">Whether it is negative by parentheses or by a minus sign behind it.</param>
public readonly record struct NumberText(string Core, bool IsNegative, bool IsPercent, string Currency, bool HasOddSign)
{
    // Those that a currency sign of Unicode does not cover; longer ones first, so that none hides another.
    private static readonly string[] CurrencyWords =
    [
        "US$", "HK$", "NZ$", "AU$", "CA$", "руб.", "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "RUB",
        "BRL", "MXN", "ZAR", "KRW", "SGD", "HKD", "THB", "IDR", "ILS", "AED", "SAR", "Fr.", "Rs.", "kr.", "лв.", "R$", "A$", "C$", "S$", "Rs", "kr", "zł", "Kč", "Ft", "lei", "лв", "руб", "Fr",
    ];

    // Spaces and apostrophes that are not the plain ones.
    private static readonly SearchValues<char> OddMarks = SearchValues.Create("\u00A0\u2009\u202F\u2007\u2008\t\u2019\u02BC`\u00B4");

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text of a cell.</param>
    /// <param name="parts">Its parts.</param>
    /// <returns>Whether it can be a number: whether its core begins with a digit or a separator and holds digits, separators and at most one exponent.</returns>
    public static bool TryTake(string text, out NumberText parts)
    {
        var rest = Trimmed(text);
        var (negative, percent, signs, odd, currency) = (false, false, 0, false, "");
        for (var before = -1; rest.Length > 0 && rest.Length != before;)
        {
            before = rest.Length;
            if (signs == 0 && SignOf(rest[0]) is var first and not 0)
                (negative, signs, rest) = (first < 0, 1, Trimmed(rest[1..]));
            else if (signs == 0 && rest is ['(', .. var inside, ')'])
                (negative, odd, signs, rest) = (true, true, 1, Trimmed(inside));
            else if (signs == 0 && SignOf(rest[^1]) is var last and not 0)
                (negative, odd, signs, rest) = (last < 0, true, 1, Trimmed(rest[..^1]));
            else if (!percent && rest[^1] is '%' or '％' or '٪')
                (percent, rest) = (true, Trimmed(rest[..^1]));
            else if (!percent && rest[0] is '%')
                (percent, rest) = (true, Trimmed(rest[1..]));
            else if (currency.Length == 0 && CurrencyAt(rest, atStart: true) is { Length: > 0 } prefix)
                (currency, rest) = (prefix, Trimmed(rest[prefix.Length..]));
            else if (currency.Length == 0 && CurrencyAt(rest, atStart: false) is { Length: > 0 } suffix)
                (currency, rest) = (suffix, Trimmed(rest[..^suffix.Length]));
        }

        parts = new(Plain(rest), negative, percent, currency, odd);
        return IsCore(parts.Core);
    }

    private static string Trimmed(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return end - start == text.Length ? text : text[start..end];
    }

    // Marks of direction and of byte order are no blanks for .NET.
    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || character is '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or '\u2060';

    private static int SignOf(char character) => character switch
    {
        '+' or '＋' => 1,
        '-' or '\u2212' or '\u2013' or '\u2010' or '\u2011' or '\uFE63' or '\uFF0D' => -1,
        _ => 0,
    };

    private static string CurrencyAt(string text, bool atStart)
    {
        foreach (var word in CurrencyWords)
            if (text.Length > word.Length && (atStart ? text.StartsWith(word, StringComparison.Ordinal) : text.EndsWith(word, StringComparison.Ordinal)))
                return word;
        var edge = atStart ? text[0] : text[^1];
        return char.GetUnicodeCategory(edge) == UnicodeCategory.CurrencySymbol ? edge.ToString() : "";
    }

    private static string Plain(string core)
    {
        if (!core.AsSpan().ContainsAny(OddMarks))
            return core;
        return string.Create(core.Length, core, static (span, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                span[i] = from[i] is '\u2019' or '\u02BC' or '`' or '\u00B4' ? '\'' : char.IsWhiteSpace(from[i]) ? ' ' : from[i];
        });
    }

    private static bool IsCore(string core)
    {
        if (core.Length == 0 || !(char.IsAsciiDigit(core[0]) || core[0] is '.' or ','))
            return false;
        var (digits, exponents) = (0, 0);
        for (var i = 0; i < core.Length; i++)
        {
            var character = core[i];
            digits += char.IsAsciiDigit(character) ? 1 : 0;
            if (character is 'e' or 'E')
                exponents++;
            else if (character is '+' or '-' ? core[i - 1] is not ('e' or 'E') : !char.IsAsciiDigit(character) && character is not ('.' or ',' or ' ' or '\''))
                return false;
        }

        return digits > 0 && exponents <= 1;
    }
}
