using System.Buffers.Binary;
using SkiaSharp;

namespace Nascent.Data.Images.Decoding;

/// <summary>The eight ways a camera may have held a picture, numbered as in EXIF: 1 is upright, 6 is to be turned clockwise.</summary>
internal static class Orientation
{
    private const int Tag = 0x0112;

    /// <summary>Height and width of a picture once it is turned upright.</summary>
    public static (int Height, int Width) Size(int height, int width, SKEncodedOrigin origin) => IsOnItsSide(origin) ? (width, height) : (height, width);

    /// <summary>The pixels of a picture turned upright.</summary>
    /// <param name="pixels">(height, width), row-major.</param>
    /// <param name="height">Rows as stored.</param>
    /// <param name="width">Columns as stored.</param>
    /// <param name="origin">How it is stored.</param>
    public static T[] Turned<T>(ReadOnlySpan<T> pixels, int height, int width, SKEncodedOrigin origin)
    {
        var result = new T[pixels.Length];
        var (rows, columns) = Size(height, width, origin);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var (row, column) = origin switch
                {
                    SKEncodedOrigin.TopRight => (y, width - 1 - x),
                    SKEncodedOrigin.BottomRight => (height - 1 - y, width - 1 - x),
                    SKEncodedOrigin.BottomLeft => (height - 1 - y, x),
                    SKEncodedOrigin.LeftTop => (x, y),
                    SKEncodedOrigin.RightTop => (height - 1 - x, y),
                    SKEncodedOrigin.RightBottom => (height - 1 - x, width - 1 - y),
                    SKEncodedOrigin.LeftBottom => (x, width - 1 - y),
                    _ => (y, x),
                };
                result[(y * columns) + x] = pixels[(row * width) + column];
            }
        }

        return result;
    }

    /// <summary>The orientation that a block of EXIF says; upright where it says none or cannot be read.</summary>
    public static SKEncodedOrigin OfExif(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !(exif.StartsWith("II"u8) || exif.StartsWith("MM"u8)))
            return SKEncodedOrigin.TopLeft;
        var little = exif[0] == 'I';
        var at = little ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (at > exif.Length - 2)
            return SKEncodedOrigin.TopLeft;
        var count = Short(exif[(int)at..], little);
        for (var i = 0; i < count && (int)at + 2 + ((i + 1) * 12) <= exif.Length; i++)
        {
            var entry = exif.Slice((int)at + 2 + (i * 12), 12);
            if (Short(entry, little) == Tag)
                return Of(Short(entry[8..], little));
        }

        return SKEncodedOrigin.TopLeft;
    }

    /// <summary>The orientation of a number; upright where it is none of the eight.</summary>
    public static SKEncodedOrigin Of(int number) => number is >= 1 and <= 8 ? (SKEncodedOrigin)number : SKEncodedOrigin.TopLeft;

    private static bool IsOnItsSide(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    private static int Short(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
