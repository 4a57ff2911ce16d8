namespace Nascent.Data.Images.Decoding;

/// <summary>The two packings of bytes that TIFF has of its own.</summary>
internal static class TiffPacking
{
    private const int Clear = 256, End = 257, MostCodes = 4096;

    /// <summary>Unpacks runs: a count and literal bytes, or a negative count and one byte to repeat.</summary>
    /// <exception cref="EndOfStreamException">There are fewer bytes than wanted.</exception>
    public static void PackBits(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        var (from, to) = (0, 0);
        while (to < bytes.Length)
        {
            if (from >= packed.Length - 1)
                throw new EndOfStreamException();
            int count = (sbyte)packed[from++];
            if (count == -128)
                continue;
            var length = Math.Min(Math.Abs(count) + 1, bytes.Length - to);
            if (count < 0)
                bytes.Slice(to, length).Fill(packed[from++]);
            else if (from + length > packed.Length)
                throw new EndOfStreamException();
            else
                packed.Slice(from, length).CopyTo(bytes[to..]);
            from += count < 0 ? 0 : count + 1;
            to += length;
        }
    }

    /// <summary>Unpacks LZW as TIFF has it: codes of 9 to 12 bits, the highest bit first, wider one code early.</summary>
    /// <exception cref="EndOfStreamException">There are fewer bytes than wanted.</exception>
    /// <exception cref="InvalidDataException">A code is unknown.</exception>
    public static void Lzw(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        // A text of the table is a place in the bytes already written, and a length.
        var (starts, lengths) = (new int[MostCodes], new int[MostCodes]);
        var (bit, width, known, to) = (0L, 9, 258, 0);
        while (to < bytes.Length)
        {
            var code = Code(packed, bit, width);
            bit += width;
            if (code == End)
                throw new EndOfStreamException();
            if (code == Clear)
            {
                (width, known) = (9, 258);
                continue;
            }

            var start = to;
            if (code < Clear)
                bytes[to++] = (byte)code;
            else if (code >= known)
                throw new InvalidDataException();
            else
                for (var i = 0; i < lengths[code] && to < bytes.Length; i++)
                    bytes[to++] = bytes[starts[code] + i];
            if (known < MostCodes)   // the text just written and the byte that will follow it
                (starts[known], lengths[known], known) = (start, to - start + 1, known + 1);
            width = known >= 2048 ? 12 : known >= 1024 ? 11 : known >= 512 ? 10 : 9;
        }
    }

    private static int Code(ReadOnlySpan<byte> packed, long bit, int width)
    {
        var at = (int)(bit / 8);
        if ((bit + width + 7) / 8 > packed.Length)
            throw new EndOfStreamException();
        var three = (packed[at] << 16) | ((at + 1 < packed.Length ? packed[at + 1] : 0) << 8) | (at + 2 < packed.Length ? packed[at + 2] : 0);
        return (three >> (24 - (int)(bit % 8) - width)) & ((1 << width) - 1);
    }
}
