using System.Text;

namespace Nascent.Data.Tables;

/// <summary>The encoding of a text file, by its byte order mark, or without one by where its zeros lie.</summary>
/// <param name="Encoding">UTF-8, UTF-16 or UTF-32.</param>
/// <param name="HasMark">Whether the file begins with its mark.</param>
internal sealed record TextEncoding(Encoding Encoding, bool HasMark)
{
    /// <summary>Whether characters have two bytes or more.</summary>
    public bool IsWide => Encoding is not UTF8Encoding;

    /// <summary>Looks at the first bytes of a file.</summary>
    public static TextEncoding Of(ReadOnlySpan<byte> start)
    {
        foreach (var known in (ReadOnlySpan<Encoding>)[Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8])
            if (start.StartsWith(known.Preamble))
                return new(known, HasMark: true);
        // Most characters of a table are of ASCII, half of whose bytes are zero in UTF-16.
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
            (even, odd) = start[i] != 0 ? (even, odd) : i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
        var half = start.Length / 2;
        return odd * 2 > half && even * 20 <= half ? new(Encoding.Unicode, HasMark: false)
            : even * 2 > half && odd * 20 <= half ? new(Encoding.BigEndianUnicode, HasMark: false)
            : new(Encoding.UTF8, HasMark: false);
    }
}
