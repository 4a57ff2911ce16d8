namespace Nascent;

/// <summary>An error that the user can act on: the message says where, what was found, what was expected and what to do.</summary>
/// <remarks>The command line prints the message alone, without a stack trace, and ends with exit code 2.</remarks>
public class NascentException : Exception
{
    private const int LongestEcho = 120, LongestMessage = 8_192, LongestEnd = 2_048;

    /// <summary>Makes an error with a message for the user.</summary>
    public NascentException(string message)
        : base(Shortened(message))
    {
    }

    /// <summary>Makes an error with a message for the user and the failure behind it.</summary>
    public NascentException(string message, Exception inner)
        : base(Shortened(message), inner)
    {
    }

    /// <summary>An error about an unknown name that lists the valid names and the nearest one.</summary>
    /// <param name="kind">What is named, such as <c>strategy</c>.</param>
    /// <param name="found">The name that was given.</param>
    /// <param name="known">The names that exist.</param>
    public static NascentException UnknownName(string kind, string found, IEnumerable<string> known)
    {
        found = Echo(found);
        var names = known.ToArray();
        var nearest = names.Select(name => (name, distance: EditDistance(found, name)))
            .Where(pair => pair.distance <= Math.Max(2, found.Length / 3))
            .OrderBy(pair => pair.distance).Select(pair => pair.name).FirstOrDefault();
        var hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
        return new NascentException($"Unknown {kind} '{found}': expected one of {string.Join(", ", names)}.{hint}");
    }

    /// <summary>What was found, for a message: text of a user that is longer than 120 characters is cut.</summary>
    public static string Echo(string text) => text.Length <= LongestEcho ? text : $"{text[..(LongestEcho - 1)]}…";

    private static string Shortened(string message) => message.Length <= LongestMessage ? message
        : $"{message[..(LongestMessage - LongestEnd)]} … {message[^LongestEnd..]}";

    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
