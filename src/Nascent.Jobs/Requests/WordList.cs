using System.Collections.Immutable;
using System.Text;

namespace Nascent.Jobs.Requests;

/// <summary>Several words in one text, divided by commas; <c>\,</c> is a comma of a word and <c>\\</c> a backslash.</summary>
public static class WordList
{
    /// <summary>The words of a text, without the spaces around them; none of null.</summary>
    /// <param name="text">The text.</param>
    public static ImmutableArray<string> Parse(string? text)
    {
        if (text is null)
            return [];
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ',' or '\\')
            {
                word.Append(text[++i]);
                continue;
            }

            if (text[i] != ',')
            {
                word.Append(text[i]);
                continue;
            }

            words.Add(word.ToString().Trim());
            word.Clear();
        }

        words.Add(word.ToString().Trim());
        return [.. words.Where(found => found.Length > 0)];
    }

    /// <summary>The text of words; null where there are none.</summary>
    /// <param name="words">The words.</param>
    public static string? Text(ImmutableArray<string> words) =>
        words.IsDefaultOrEmpty ? null : string.Join(',', words.Select(word => word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)));
}
