using System.Globalization;
using System.Text.RegularExpressions;

namespace Nascent.Tasks.Cells;

/// <summary>Dates with a month by name: Jan 31, 2023; 31-JAN-23; 31. Januar 2023; 31 de enero de 2023; January 2023.</summary>
internal static partial class MonthNames
{
    // English, German, French, Spanish, Italian, Portuguese, Dutch, without accents; the first three or four letters will do.
    private static readonly string[][] Names =
    [
        ["january", "januar", "janvier", "enero", "gennaio", "janeiro", "januari", "jaenner"],
        ["february", "februar", "fevrier", "febrero", "febbraio", "fevereiro", "februari"],
        ["march", "maerz", "marz", "mars", "marzo", "marco", "maart", "mrz", "mrt"],
        ["april", "avril", "abril", "aprile"],
        ["may", "mai", "mayo", "maggio", "maio", "mei"],
        ["june", "juni", "juin", "junio", "giugno", "junho"],
        ["july", "juli", "juillet", "julio", "luglio", "julho"],
        ["august", "aout", "agosto", "augustus"],
        ["september", "septembre", "septiembre", "settembre", "setembro", "sept"],
        ["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
        ["november", "novembre", "noviembre", "novembro"],
        ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro"],
    ];

    /// <summary>Reads a date with a named month; one without a day is its first.</summary>
    public static bool TryRead(string text, out (int Year, int Month, int Day) date)
    {
        date = default;
        var plain = Link().Replace(WithoutAccents(text), " ");
        string day, month, year;
        if (DayFirst().Match(plain) is { Success: true } first)
            (day, month, year) = (first.Groups[1].Value, first.Groups[2].Value, first.Groups[3].Value);
        else if (MonthFirst().Match(plain) is { Success: true } second)
            (month, day, year) = (second.Groups[1].Value, second.Groups[2].Value, second.Groups[3].Value);
        else if (YearFirst().Match(plain) is { Success: true } third)
            (year, month, day) = (third.Groups[1].Value, third.Groups[2].Value, third.Groups[3].Value);
        else if (WithoutDay().Match(plain) is { Success: true } fourth)
            (month, year, day) = (fourth.Groups[1].Value, fourth.Groups[2].Value, "1");
        else
            return false;
        date = (YearOf(year), NumberOf(month), int.Parse(day, CultureInfo.InvariantCulture));
        return date.Month > 0;
    }

    /// <summary>A year of four digits, or of two from 1970 to 2069.</summary>
    public static int YearOf(string digits) => int.Parse(digits, CultureInfo.InvariantCulture) is var year && digits.Length == 2 ? year + (year < 70 ? 2000 : 1900) : year;

    private static int NumberOf(string name) =>
        Array.FindIndex(Names, names => Array.Exists(names, known => known == name || (name.Length is 3 or 4 && known.Length > name.Length && known.StartsWith(name, StringComparison.Ordinal)))) + 1;

    private static string WithoutAccents(string text) => text.Trim().ToLowerInvariant()
        .Replace("ä", "ae", StringComparison.Ordinal).Replace('é', 'e').Replace('è', 'e').Replace('û', 'u').Replace('ç', 'c');

    [GeneratedRegex(@"\s+(?:de|of)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?<g1>[0-9]{1,2})(?:st|nd|rd|th|\.)?[-/\s]*(?<g2>[a-z]{3,10})\.?,?[-/\s]*(?<g3>[0-9]{4}|[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<g1>[a-z]{3,10})\.?[-/\s]*(?<g2>[0-9]{1,2})(?:st|nd|rd|th)?(?:,\s*|[-/\s]+)(?<g3>[0-9]{4}|[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^(?<g1>[0-9]{4})[-/\s]*(?<g2>[a-z]{3,10})\.?[-/\s]*(?<g3>[0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<g1>[a-z]{3,10})\.?,?[-/\s]*(?<g2>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex WithoutDay();
}
