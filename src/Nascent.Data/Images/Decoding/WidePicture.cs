using System.Runtime.InteropServices;
using SkiaSharp;

namespace Nascent.Data.Images.Decoding;

/// <summary>A decoded picture with 16 bits a value.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">(rows, columns, 4): red, green, blue and how opaque, 0 to 65,535; colours are not multiplied by the last.</param>
internal sealed record WidePicture(int Height, int Width, ushort[] Values)
{
    /// <summary>The picture with 8 bits a value.</summary>
    public SKBitmap ToBitmap()
    {
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var pixels = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bitmap.GetPixelSpan()), Values.Length);
        for (var i = 0; i < Values.Length; i++)
            pixels[i] = (byte)((Values[i] + 128) / 257);
        return bitmap;
    }

    /// <summary>The picture turned as its file asks.</summary>
    public WidePicture Upright(SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return this;
        var pixels = Orientation.Turned<ulong>(MemoryMarshal.Cast<ushort, ulong>(Values), Height, Width, origin);
        var (height, width) = Orientation.Size(Height, Width, origin);
        return new(height, width, MemoryMarshal.Cast<ulong, ushort>(pixels).ToArray());
    }
}
