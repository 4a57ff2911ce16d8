using System.Globalization;
using System.Text.RegularExpressions;

namespace Nascent.Jobs.Requests;

/// <summary>Reads the values of a request as users write them; every error names the option, what was found and what was expected.</summary>
public static partial class Quantity
{
    /// <summary>A time such as <c>90s</c>, <c>10m</c>, <c>1h</c>, <c>1h30m</c> or <c>4m30s</c>; at least one second.</summary>
    /// <exception cref="NascentException">The text has another form.</exception>
    public static TimeSpan Duration(string option, string text)
    {
        var match = DurationForm().Match(text);
        if (!match.Success || text.Length == 0)
            throw new NascentException($"{option}: found '{text}', expected a time such as 90s, 10m, 1h or 1h30m.");
        var seconds = Part(match, "hours", 3600) + Part(match, "minutes", 60) + Part(match, "seconds", 1);
        return seconds is >= 1 and <= 365 * 86400.0 ? TimeSpan.FromSeconds(seconds)
            : throw new NascentException($"{option}: found '{text}', expected at least 1s and at most 8760h.");
    }

    /// <summary>A size such as <c>512MB</c> or <c>4GB</c>, in bytes; at least 64 MB.</summary>
    /// <exception cref="NascentException">The text has another form.</exception>
    public static long Bytes(string option, string text)
    {
        var match = BytesForm().Match(text);
        if (!match.Success)
            throw new NascentException($"{option}: found '{text}', expected a size such as 512MB or 4GB.");
        var factor = match.Groups["unit"].Value is "G" or "GB" ? 1L << 30 : 1L << 20;
        var bytes = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * factor;
        return bytes is >= 1L << 26 and <= 1L << 50 ? (long)bytes : throw new NascentException($"{option}: found '{text}', expected at least 64MB.");
    }

    /// <summary>Yes or no.</summary>
    /// <exception cref="NascentException">The text is neither.</exception>
    public static bool YesOrNo(string option, string text) => text switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new NascentException($"{option}: found '{text}', expected yes or no."),
    };

    /// <summary>Whether a precision is <c>int8</c>; null and <c>fp32</c> are not.</summary>
    /// <exception cref="NascentException">The text is neither.</exception>
    public static bool IsInt8(string option, string? text) => text switch
    {
        null or "fp32" => false,
        "int8" => true,
        _ => throw new NascentException($"{option}: found '{text}', expected fp32 or int8."),
    };

    /// <summary>A whole number in a range, both ends included.</summary>
    /// <exception cref="NascentException">The text is no such number.</exception>
    public static int Whole(string option, string text, int minimum, int maximum = int.MaxValue) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum ? value
            : throw new NascentException($"{option}: found '{text}', expected a whole number {(maximum == int.MaxValue ? $"of at least {minimum}" : $"from {minimum} to {maximum}")}.");

    /// <summary>A seed: a whole number from 0 to 2⁶⁴ − 1.</summary>
    /// <exception cref="NascentException">The text is no such number.</exception>
    public static ulong Seed(string option, string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
            : throw new NascentException($"{option}: found '{text}', expected a whole number of at least 0.");

    /// <summary>A share in the range (0, 1], also written as a percentage.</summary>
    /// <exception cref="NascentException">The text is no such number.</exception>
    public static double Share(string option, string text)
    {
        var percent = text.EndsWith('%');
        var ok = double.TryParse(percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        value = percent ? value / 100 : value;
        return ok && value is > 0 and <= 1 ? value
            : throw new NascentException($"{option}: found '{text}', expected a share above 0 and at most 1, such as 0.5 or 50%.");
    }

    /// <summary>A number of at least 0.</summary>
    /// <exception cref="NascentException">The text is no such number.</exception>
    public static double Amount(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw new NascentException($"{option}: found '{text}', expected a number of at least 0.");

    /// <summary>A setting <c>NAME=NUMBER</c>.</summary>
    /// <exception cref="NascentException">The text has another form.</exception>
    public static (string Name, double Value) Setting(string option, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? (text[..equals].Trim(), value)
            : throw new NascentException($"{option}: found '{text}', expected NAME=NUMBER, such as population=20.");
    }

    /// <summary>A device: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</summary>
    /// <exception cref="NascentException">The text has another form.</exception>
    public static string Device(string option, string text) =>
        DeviceForm().IsMatch(text) ? text : throw new NascentException($"{option}: found '{text}', expected cpu, cuda or cuda:N.");

    private static double Part(Match match, string group, double unit) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) * unit : 0;

    [GeneratedRegex(@"^((?<hours>\d+(\.\d+)?)h)?((?<minutes>\d+(\.\d+)?)m)?((?<seconds>\d+(\.\d+)?)s)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?)\s*(?<unit>MB|GB|M|G)$", RegexOptions.ExplicitCapture)]
    private static partial Regex BytesForm();

    [GeneratedRegex(@"^(cpu|cuda|cuda:\d{1,2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex DeviceForm();
}
