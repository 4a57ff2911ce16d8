namespace Nascent.Tasks;

/// <summary>The values of 16-bit images that become 0 and 255; those between are spread evenly, those outside are clipped.</summary>
/// <param name="Low">The value, 0 to 65,534, that becomes 0. Values of 8-bit files count 257 times.</param>
/// <param name="High">The value, above <paramref name="Low"/> and at most 65,535, that becomes 255.</param>
public sealed record PixelRange(int Low, int High)
{
    /// <summary>A value as the byte that a network reads.</summary>
    /// <param name="value">0 to 65,535.</param>
    public byte ToByte(int value) => (byte)Math.Round(255.0 * (Math.Clamp(value, Low, High) - Low) / (High - Low));
}
