using System.Globalization;

namespace Nascent.Data.Images.Fitting;

/// <summary>A colour without transparency.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>The colour of <c>white</c>, <c>black</c> or <c>#rrggbb</c>.</summary>
    /// <exception cref="NascentException">It is none of these.</exception>
    public static Colour Parse(string text) => text.ToLowerInvariant() switch
    {
        "white" => new(255, 255, 255),
        "black" => new(0, 0, 0),
        ['#', .. { Length: 6 } digits] when int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) =>
            new((byte)(value >> 16), (byte)(value >> 8), (byte)value),
        _ => throw new NascentException($"--background: found '{text}', expected white, black or a colour such as #c0ffee."),
    };

    /// <inheritdoc/>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    /// <summary>Its value in a channel: red, green, blue, or grey where there is one.</summary>
    public byte In(int channel, int channels) => channels == 1 ? Grey : channel switch { 0 => Red, 1 => Green, _ => Blue };

    private byte Grey => (byte)(((299 * Red) + (587 * Green) + (114 * Blue) + 500) / 1000);
}
