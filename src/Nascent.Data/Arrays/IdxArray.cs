using System.Buffers.Binary;

namespace Nascent.Data.Arrays;

/// <summary>An array of bytes in the IDX format of MNIST: a big-endian header with the sizes, then the values.</summary>
/// <param name="Sizes">The sizes, outermost first; the first counts the samples.</param>
/// <param name="Bytes">The values, row-major.</param>
internal sealed record IdxArray(int[] Sizes, byte[] Bytes)
{
    /// <summary>The number of samples.</summary>
    public int Count => Sizes[0];

    /// <summary>Reads one array from a stream, which may hold more after it.</summary>
    /// <exception cref="NascentException">The stream holds something else, or ends too early.</exception>
    public static IdxArray Read(Stream stream, string origin)
    {
        Span<byte> word = stackalloc byte[4];
        if (stream.ReadAtLeast(word, 4, throwOnEndOfStream: false) < 4)
            throw new NascentException($"{origin}: found an empty or truncated file, expected an IDX header of at least 8 bytes.");
        if (word[0] != 0 || word[1] != 0 || word[3] is < 1 or > 4)
            throw new NascentException($"{origin}: found the first bytes {Convert.ToHexString(word)}, expected an IDX file, which begins with 0000, a type and 1 to 4 dimensions; is it a file of another kind?");
        if (word[2] != 0x08)
            throw new NascentException($"{origin}: found IDX values of type 0x{word[2]:X2}, expected unsigned bytes (type 0x08).");
        var sizes = new int[word[3]];
        var total = 1L;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (stream.ReadAtLeast(word, 4, throwOnEndOfStream: false) < 4)
                throw new NascentException($"{origin}: the IDX header ends after {i} of {sizes.Length} sizes; the file is truncated.");
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            if (sizes[i] < 1)
                throw new NascentException($"{origin}: found size {sizes[i]} of dimension {i + 1}, expected at least 1.");
            total = total > Array.MaxLength ? total : total * sizes[i];
        }

        if (total > Array.MaxLength)
            throw new NascentException($"{origin}: the IDX header claims {string.Join(" × ", sizes)} values, expected at most {Array.MaxLength:N0}.");
        return new(sizes, ReadValues(stream, total, origin));
    }

    // Grows with what is really there, so that a header cannot claim memory that the file does not fill.
    private static byte[] ReadValues(Stream stream, long total, string origin)
    {
        var bytes = new byte[Math.Min(total, 1 << 24)];
        var filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length)
                throw new NascentException($"{origin}: found {filled:N0} values, expected {total:N0} by its header; the file is truncated.");
            if (filled == total)
                return bytes;
            Array.Resize(ref bytes, (int)Math.Min(total, bytes.Length * 2L));
        }
    }
}
