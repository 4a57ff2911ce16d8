using System.Buffers.Binary;
using Nascent.Data.Tests;
using Nascent.Data.Tests.Images;
using Nascent.Randomness;
using SkiaSharp;

namespace Nascent.Fuzz.Targets;

/// <summary>Pictures, each in a folder with whole ones.</summary>
internal static class ImageTargets
{
    private const int PngHeader = 8;

    public static FuzzTarget Png(string folder) => Of(folder, "png",
        Encoded(SKEncodedImageFormat.Png), PngSample.Wide(7, 9, 0, (y, x) => [(ushort)(y * 9000)], -1), PngSample.Wide(7, 9, 6, (y, x) => [(ushort)(y * 900), (ushort)(x * 7000), 5, 60000], -1, interlaced: true),
        PngSample.Wide(5, 6, 2, (y, x) => [(ushort)y, (ushort)x, 500]), PngSample.Wide(5, 6, 4, (y, x) => [(ushort)(x * 1000), 40000])) with
    { Seal = WithChecksums };

    public static FuzzTarget Tiff(string folder) => Of(folder, "tif",
        new TiffSample(7, 9).Bytes((y, x, _) => (y * 30) + x), new TiffSample(7, 9) { Depth = 16, Compression = 5, Little = false }.Bytes((y, x, _) => y * x * 999),
        new TiffSample(7, 9) { Colour = 2, PerPixel = 3, Compression = 8, Planar = true, Differences = true }.Bytes((y, x, i) => (y * 9) + x + i),
        new TiffSample(20, 20) { Tiled = true, Block = 16, Compression = 32773, Orientation = 6 }.Bytes((y, x, _) => x),
        new TiffSample(7, 9) { Colour = 3, Depth = 4, Palette = [.. Enumerable.Range(0, 48).Select(i => (ushort)(i * 1000))] }.Bytes((y, x, _) => (x + y) % 16),
        new TiffSample(7, 9) { Colour = 2, PerPixel = 4, Opacity = true, Compression = 5 }.Bytes((y, x, i) => i == 3 ? 200 : x * 20));

    public static FuzzTarget Gif(string folder) => Of(folder, "gif", TwoPictures);

    public static FuzzTarget Jpeg(string folder) => Of(folder, "jpg", Encoded(SKEncodedImageFormat.Jpeg), SampleFiles.Image(SKEncodedImageFormat.Jpeg, 33, 20, (y, x) => new((byte)x, 0, (byte)y), SKColorType.Gray8));

    public static FuzzTarget Bmp(string folder) => Of(folder, "bmp", SampleFiles.Bmp(9, 7, SKColors.Teal));

    public static FuzzTarget WebP(string folder) => Of(folder, "webp", Encoded(SKEncodedImageFormat.Webp));

    // Two pictures of 4×3 in two colours; each code of a pixel stands behind one that clears the table, so all codes have three bits.
    private static byte[] TwoPictures
    {
        get
        {
            const int clear = 4, end = 5, bits = 3;
            int[] all = [.. Enumerable.Range(0, 12).SelectMany(pixel => new[] { clear, pixel % 2 }), end];
            var codes = new byte[((all.Length * bits) + 7) / 8];
            for (var i = 0; i < all.Length * bits; i++)
                codes[i / 8] |= (byte)(((all[i / bits] >> (i % bits)) & 1) << (i % 8));
            byte[] picture = [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 4, 0, 3, 0, 0, 2, (byte)codes.Length, .. codes, 0];
            return [.. "GIF89a"u8, 4, 0, 3, 0, 0x80, 0, 0, 10, 20, 30, 200, 210, 220, .. picture, .. picture, 0x3B];
        }
    }

    private static FuzzTarget Of(string folder, string ending, params byte[][] corpus)
    {
        var path = Path.Combine(folder, "cat", $"0.{ending}");
        foreach (var (name, colour) in new[] { ("cat", SKColors.Gray), ("dog", SKColors.Olive) })
            for (var i = 1; i < 5; i++)
                File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, $"{i}.png"), SampleFiles.Png(9, 7, colour.WithGreen((byte)(i * 20))));
        return FuzzTarget.Of(corpus, (bytes, stream) =>
        {
            File.WriteAllBytes(path, bytes);
            Loading.Load(folder, stream);
        });
    }

    private static byte[] Encoded(SKEncodedImageFormat format) => SampleFiles.Image(format, 9, 7, (y, x) => new SKColor((byte)(y * 30), (byte)(x * 20), 7));

    /// <summary>The chunks of a PNG file with checksums that fit, mostly.</summary>
    private static byte[] WithChecksums(byte[] file, RandomStream stream)
    {
        if (stream.NextInt(4) == 0)
            return file;
        var bytes = file.ToArray();
        for (var at = PngHeader; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - 12)
                break;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 8 + (int)length), Crc(bytes.AsSpan(at + 4, 4 + (int)length)));
            at += 12 + (int)length;
        }

        return bytes;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return ~sum;
    }
}
