namespace Nascent.Tasks.Cells;

/// <summary>What programs and people write where a number is missing.</summary>
public static class MissingWords
{
    private static readonly HashSet<string> Everywhere = new(StringComparer.OrdinalIgnoreCase) { "", "?", "na", "n/a", "#n/a", "nan", "null" };

    // Spaces, points, brackets and quotation marks are taken off before a word is looked up.
    private static readonly HashSet<string> AmongNumbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "na", "nan", "null", "none", "nil", "nat", "n/a", "n/d", "nd", "n/k", "n/v", "nv", "ka", "k/a", "s/d", "sd", "ns", "\\n", "+nan", "-nan", "nan(ind)", "-nan(ind)",
        "1#ind", "-1#ind", "1#qnan", "-1#qnan", "1#snan", "missing", "missingvalue", "notavailable", "notapplicable", "notreported", "notrecorded", "notmeasured", "notknown", "nodata", "novalue",
        "noanswer", "unknown", "undefined", "undef", "unavailable", "unspecified", "blank", "empty", "void", "sysmis", "tbd", "tba", "withheld", "suppressed", "keineangabe", "unbekannt", "fehlt",
        "nondisponible", "sindatos", "desconocido", "inconnu",
    };

    /// <summary>Whether a text stands for a missing value in columns of all kinds: nothing, ?, NA, N/A, #N/A, NaN or null.</summary>
    public static bool AlwaysHas(string text) => Everywhere.Contains(text);

    /// <summary>
    /// Whether a text stands for a missing value in a column of numbers: one of these, a word such as None, missing, unknown or n.a., an error of a spreadsheet such as #DIV/0!,
    /// a missing value of SAS or Stata such as .a, or no letter and no digit at all, such as - or ...
    /// </summary>
    public static bool Has(string text)
    {
        if (Everywhere.Contains(text) || !text.Any(char.IsLetterOrDigit))
            return true;
        if (text.Length > 24)
            return false;
        var isError = text[0] == '#' && (text[^1] is '!' or '?' || text.StartsWith("#n", StringComparison.OrdinalIgnoreCase)) && text.Length > 2 && !char.IsAsciiDigit(text[1]);
        var isLetter = text is ['.', >= 'a' and <= 'z' or >= 'A' and <= 'Z'];
        return isError || isLetter || AmongNumbers.Contains(string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character is not ('.' or '<' or '>' or '(' or ')' or '[' or ']' or '"' or '\'' or '_'))));
    }
}
