using System.Globalization;
using System.Text;

namespace Nascent.Reporting.Texts;

/// <summary>Text for people in which nothing is hidden: what would drive a terminal or turn the order of letters around is shown as a sign instead.</summary>
/// <remarks>
/// Names of columns, classes, files and runs come from strangers' data. Control characters become their pictures (<c>␛</c> for ESC), others, such as overrides of the
/// direction of writing, become <c>�</c>. Each sign is one column wide.
/// </remarks>
public static class VisibleText
{
    /// <summary>The text with visible signs; tabs and ends of lines stay.</summary>
    public static string Of(string text) => Replace(text, keepsLines: true);

    /// <summary>The text with visible signs on one line: ends of lines become signs, too.</summary>
    public static string OfLine(string text) => Replace(text, keepsLines: false);

    /// <summary>The sign for a character, or the character itself where it is visible.</summary>
    public static char Of(char character) => character switch
    {
        < ' ' => (char)('\u2400' + character),
        '\u007F' => '\u2421',
        _ => IsHidden(character) ? '\uFFFD' : character,
    };

    // Controls of C1, separators of lines and paragraphs, and what changes the direction of writing.
    private static bool IsHidden(char character) => character is (>= '\u0080' and <= '\u009F') or '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || (character > '\u007F' && char.GetUnicodeCategory(character) == UnicodeCategory.Control);

    private static string Replace(string text, bool keepsLines)
    {
        var first = 0;
        while (first < text.Length && !Changes(text, first, keepsLines))
            first++;
        if (first == text.Length)
            return text;
        var visible = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length; i++)
            visible.Append(Changes(text, i, keepsLines) ? Of(text[i]) : text[i]);
        return visible.ToString();
    }

    private static bool Changes(string text, int i, bool keepsLines) => text[i] switch
    {
        '\t' => false,
        '\n' => !keepsLines,
        '\r' => !keepsLines || i + 1 == text.Length || text[i + 1] != '\n',
        var character => Of(character) != character,
    };
}
