using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Nascent.Data.Tests.Images;

/// <summary>PNG files of any depth, which the tests write themselves.</summary>
internal static class PngSample
{
    private static readonly (int Row, int Column, int Down, int Right)[] Adam7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)];

    /// <summary>A file of 16-bit values.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="colour">0 grey, 2 colour, 4 grey with opacity, 6 colour with opacity.</param>
    /// <param name="pixel">The values of a pixel by row and column.</param>
    /// <param name="filter">The filter of all rows, 0 to 4, or a negative number for each in turn.</param>
    /// <param name="interlaced">Whether in the seven passes of Adam7.</param>
    /// <param name="chunks">Chunks between header and pixels.</param>
    public static byte[] Wide(int height, int width, int colour, Func<int, int, ushort[]> pixel, int filter = 0, bool interlaced = false, params (string Name, byte[] Data)[] chunks)
    {
        using var raw = new MemoryStream();
        foreach (var (row, column, down, right) in interlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            byte[] above = [];
            for (var y = row; y < height && column < width; y += down)
            {
                List<byte> line = [];
                for (var x = column; x < width; x += right)
                    foreach (var value in pixel(y, x))
                        line.AddRange([(byte)(value >> 8), (byte)value]);
                var kind = filter < 0 ? y % 5 : filter;
                raw.WriteByte((byte)kind);
                raw.Write(Filtered(kind, [.. line], above.Length == 0 ? new byte[line.Count] : above, pixel(0, 0).Length * 2));
                above = [.. line];
            }
        }

        return File(height, width, 16, colour, interlaced, raw.ToArray(), chunks);
    }

    /// <summary>A file of grey values of fewer bits than eight.</summary>
    public static byte[] Narrow(int height, int width, int depth, Func<int, int, int> pixel)
    {
        using var raw = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            raw.WriteByte(0);
            var line = new byte[((width * depth) + 7) / 8];
            for (var x = 0; x < width; x++)
                line[x * depth / 8] |= (byte)(pixel(y, x) << (8 - depth - (x * depth % 8)));
            raw.Write(line);
        }

        return File(height, width, depth, 0, false, raw.ToArray(), []);
    }

    /// <summary>A file with a chunk of EXIF after its header that says how it is to be turned.</summary>
    public static byte[] Turned(byte[] png, int orientation) => [.. png[..33], .. Chunk("eXIf", Exif(orientation)), .. png[33..]];

    /// <summary>A block of EXIF with an orientation alone.</summary>
    public static byte[] Exif(int orientation, bool little = false) => little
        ? [.. "II"u8, 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
        : [.. "MM"u8, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static byte[] File(int height, int width, int depth, int colour, bool interlaced, byte[] raw, (string Name, byte[] Data)[] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, (byte)(interlaced ? 1 : 0));
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(raw);
        var data = packed.ToArray();
        var half = data.Length / 2;   // two chunks of pixels, as larger files have
        return
        [
            0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. chunks.SelectMany(chunk => Chunk(chunk.Name, chunk.Data)),
            .. Chunk("IDAT", data[..half]), .. Chunk("IDAT", data[half..]), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Filtered(int filter, byte[] line, byte[] above, int pixelBytes) =>
    [
        .. line.Select((value, i) =>
        {
            int left = i < pixelBytes ? 0 : line[i - pixelBytes], corner = i < pixelBytes ? 0 : above[i - pixelBytes];
            var guess = left + above[i] - corner;
            var nearest = new[] { left, above[i], corner }.MinBy(near => Math.Abs(guess - near));   // the first of equals, in this order
            return (byte)(value - (filter switch { 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, 4 => nearest, _ => 0 }));
        }),
    ];

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        var sum = uint.MaxValue;
        foreach (var value in body)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, ~sum);
        return [.. length, .. body, .. check];
    }
}
