using System.Buffers.Binary;
using System.IO.Compression;

namespace Nascent.Data.Images.Decoding;

/// <summary>Decodes PNG files of 16 bits a value in full, of which other decoders keep the upper eight.</summary>
internal static class WidePng
{
    // Row and column of the first pixel of each pass of Adam7, and the steps between its pixels.
    private static readonly (int Row, int Column, int Down, int Right)[] Adam7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)];
    private static readonly (int Row, int Column, int Down, int Right)[] OnePass = [(0, 0, 1, 1)];

    /// <summary>Decodes a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="header">What <see cref="PngHeader.Read"/> found; <see cref="PngHeader.IsWide"/>.</param>
    /// <exception cref="EndOfStreamException">The file is truncated.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static WidePicture Decode(ReadOnlySpan<byte> file, PngHeader header)
    {
        using var stream = new ZLibStream(new MemoryStream(Compressed(file)), CompressionMode.Decompress);
        var values = new ushort[header.Height * header.Width * 4];
        var pixelBytes = header.PerPixel * 2;
        foreach (var (row, column, down, right) in header.IsInterlaced ? Adam7 : OnePass)
        {
            var columns = (header.Width - column + right - 1) / right;
            if (columns <= 0)
                continue;
            var (line, above) = (new byte[columns * pixelBytes], new byte[columns * pixelBytes]);
            for (var y = row; y < header.Height; y += down)
            {
                var filter = stream.ReadByte();
                stream.ReadExactly(line);
                Unfilter(filter, line, above, pixelBytes);
                for (var i = 0; i < columns; i++)
                    Pixel(line.AsSpan(i * pixelBytes, pixelBytes), header, values.AsSpan(((y * header.Width) + column + (i * right)) * 4, 4));
                (line, above) = (above, line);
            }
        }

        return new(header.Height, header.Width, values);
    }

    private static byte[] Compressed(ReadOnlySpan<byte> file)
    {
        using var all = new MemoryStream();
        for (var at = 8; PngHeader.Chunk(file, at) is { } chunk; at = chunk.Next)
            if (file.Slice(at + 4, 4).SequenceEqual("IDAT"u8))
                all.Write(file[chunk.Data]);
        return all.ToArray();
    }

    private static void Unfilter(int filter, byte[] line, byte[] above, int pixelBytes)
    {
        if (filter is < 0 or > 4)
            throw filter < 0 ? new EndOfStreamException() : new InvalidDataException();
        for (var i = 0; i < line.Length; i++)
        {
            var (left, corner) = i < pixelBytes ? (0, 0) : (line[i - pixelBytes], above[i - pixelBytes]);
            line[i] += (byte)(filter switch { 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, 4 => Paeth(left, above[i], corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    private static void Pixel(ReadOnlySpan<byte> bytes, PngHeader header, Span<ushort> pixel)
    {
        ushort Value(ReadOnlySpan<byte> from, int i) => BinaryPrimitives.ReadUInt16BigEndian(from[(2 * i)..]);
        (pixel[0], pixel[1], pixel[2]) = header.IsGrey ? (Value(bytes, 0), Value(bytes, 0), Value(bytes, 0)) : (Value(bytes, 0), Value(bytes, 1), Value(bytes, 2));
        if (header.PerPixel is 2 or 4)
            pixel[3] = Value(bytes, header.PerPixel - 1);
        else
            pixel[3] = header.Transparent.Length > 0 && pixel.StartsWith(header.Transparent) ? ushort.MinValue : ushort.MaxValue;
    }
}
