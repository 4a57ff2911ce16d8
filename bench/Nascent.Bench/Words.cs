using System.Globalization;

namespace Nascent.Bench;

/// <summary>The options of a benchmark: names, each with a value after it.</summary>
/// <param name="words">As they stand on the command line.</param>
internal sealed class Words(string[] words)
{
    /// <summary>The value of an option, or null where it is not given.</summary>
    public string? Text(string name) => Array.IndexOf(words, name) is var i and >= 0 && i + 1 < words.Length ? words[i + 1] : null;

    /// <summary>The number that an option gives.</summary>
    public double Real(string name, double otherwise) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The whole number that an option gives.</summary>
    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text) : otherwise;
}
