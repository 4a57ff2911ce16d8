using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;

namespace Nascent.Data.Tests;

/// <summary>The bytes of small files in the formats that are read.</summary>
internal static class SampleFiles
{
    public static byte[] Idx(int[] sizes, byte[] values)
    {
        var bytes = new byte[4 + (4 * sizes.Length)];
        (bytes[2], bytes[3]) = (8, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * i)), sizes[i]);
        return [.. bytes, .. values];
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return memory.ToArray();
    }

    public static byte[] NpyBytes(string type, string shape, byte[] values, string order = "False")
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({shape}), }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. values];
    }

    public static byte[] Npy<T>(string type, string shape, params T[] values)
        where T : unmanaged => NpyBytes(type, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public static byte[] Npz(params (string Name, byte[] Npy)[] arrays)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
            foreach (var (name, npy) in arrays)
                using (var entry = archive.CreateEntry(name + ".npy").Open())
                    entry.Write(npy);
        return memory.ToArray();
    }

    /// <summary>An image whose pixel is given by row and column.</summary>
    public static byte[] Image(SKEncodedImageFormat format, int width, int height, Func<int, int, SKColor> pixel, SKColorType type = SKColorType.Rgba8888)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, type, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, pixel(y, x));
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    public static byte[] Png(int width, int height, SKColor colour) => Image(SKEncodedImageFormat.Png, width, height, (_, _) => colour);

    /// <summary>A bitmap file of 24 bits a pixel, which Skia reads and does not write.</summary>
    public static byte[] Bmp(int width, int height, SKColor colour)
    {
        var stride = ((width * 3) + 3) / 4 * 4;
        var bytes = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(bytes);
        foreach (var (at, value) in new[] { (2, bytes.Length), (10, 54), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)), (34, stride * height) })
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                ((ReadOnlySpan<byte>)[colour.Blue, colour.Green, colour.Red]).CopyTo(bytes.AsSpan(54 + (y * stride) + (x * 3)));
        return bytes;
    }

    /// <summary>Lines of a table with a header: a number, a text and a label of two classes, by row.</summary>
    public static string Csv(int rows, Func<int, string> row, string header = "size,colour,kind") =>
        header + "\n" + string.Concat(Enumerable.Range(0, rows).Select(i => row(i) + "\n"));
}
